const names: Readonly<Record<string, string>> = {
  'claude-code': 'Claude Code',
  codex: 'Codex',
  'gemini-cli': 'Gemini CLI',
  'qwen-code': 'Qwen Code',
  'copilot-cli': 'Copilot CLI',
  opencode: 'opencode',
  cline: 'Cline',
  continue: 'Continue',
  'github-copilot': 'GitHub Copilot',
  cursor: 'Cursor',
};

/** The name a tool is known by, or null where the tool is not known. */
export function toolName(id: string): string | null {
  return names[id] ?? (id === 'unknown' ? null : id);
}
