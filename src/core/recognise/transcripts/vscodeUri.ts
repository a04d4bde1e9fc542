import { asObject, asString, type Json } from '../../shared/json.ts';

/** Schemes under which VS Code shows a user's own files; the path is the file's on the machine it lies on. */
const ownFiles: ReadonlySet<string> = new Set(['file', 'vscode-remote', 'vscode-notebook-cell']);

const parts = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i;

/**
 * The path of a URI as VS Code stores it: a text, or its components.
 * @returns undefined for what is no file of the user's (a prompt, a terminal, an untitled document)
 */
export function pathOfUri(uri: Json | undefined): string | undefined {
  if (typeof uri === 'string') {
    const [, scheme, authority, path] = parts.exec(uri) ?? [];
    return scheme === undefined || path === undefined
      ? undefined
      : pathOf(scheme, decoded(authority ?? ''), decoded(path));
  }
  const components = asObject(uri);
  const [scheme, path] = [asString(components['scheme']), asString(components['path'])];
  if (scheme !== undefined && path !== undefined) return pathOf(scheme, asString(components['authority']) ?? '', path);
  const external = asString(components['external']);
  return external === undefined ? undefined : pathOfUri(external);
}

function pathOf(scheme: string, authority: string, path: string): string | undefined {
  if (!ownFiles.has(scheme.toLowerCase()) || path === '') return undefined;
  if (scheme === 'file' && authority !== '') return `//${authority}${path}`; // a share on Windows
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is part of the name
  }
}
