import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { mostFound, toolWords } from '../../../src/core/assist/recordTools.ts';
import { longestNote } from '../../../src/core/reflect/messages.ts';
import { reasonIds } from '../../../src/core/shared/reasons.ts';
import { stances, taskKinds } from '../../../src/core/shared/words.ts';

interface Tool {
  readonly name: string;
  readonly modelDescription: string;
  readonly when: string;
  readonly inputSchema: {
    readonly properties: Record<
      string,
      { enum?: string[]; maximum?: number; maxLength?: number; items?: { enum: string[] } }
    >;
  };
}

describe('the tools for the editor’s assistants', () => {
  const manifest = JSON.parse(fs.readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8')) as {
    contributes: {
      languageModelTools: Tool[];
      configuration: { properties: Record<string, { default: unknown; scope: string }> };
    };
  };
  const [find, note] = manifest.contributes.languageModelTools;

  it('say in the manifest what they say everywhere', () => {
    assert.ok(find && note);
    assert.deepEqual([find.modelDescription, note.modelDescription], [toolWords.find, toolWords.note]);
    assert.equal(find.inputSchema.properties['limit']?.maximum, mostFound);
    assert.deepEqual(find.inputSchema.properties['kind']?.enum, taskKinds);
    assert.deepEqual(note.inputSchema.properties['stance']?.enum, stances);
    assert.equal(note.inputSchema.properties['note']?.maxLength, longestNote);
    assert.deepEqual(note.inputSchema.properties['reasons']?.items?.enum, [
      ...new Set(Object.values(reasonIds).flat()),
    ]);
  });

  it('are there only where the developer said so, for the machine and not by a repository', () => {
    const { properties } = manifest.contributes.configuration;
    for (const tool of manifest.contributes.languageModelTools)
      assert.equal(tool.when, 'config.pairfolio.assist.tools');
    assert.equal(properties['pairfolio.assist.tools']?.default, false);
    for (const [name, { scope }] of Object.entries(properties))
      if (name.startsWith('pairfolio.assist.')) assert.equal(scope, 'machine', name);
  });
});
