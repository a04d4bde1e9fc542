import * as vscode from 'vscode';
import type { RulesOf } from '../../node/import/captureRules.ts';
import { readSetting } from '../settings.ts';

/** The rules as this window's settings have them for each file. */
export const workspaceRules: RulesOf = ({ repository, gitPath }) => {
  const scope = vscode.Uri.file(repository ? `${repository.root}/${gitPath}` : gitPath);
  return {
    enabled: readSetting(vscode.workspace, 'capture.enabled', scope),
    content: readSetting(vscode.workspace, 'capture.content', scope),
    ignore: readSetting(vscode.workspace, 'capture.ignore', scope),
  };
};
