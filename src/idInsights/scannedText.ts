import type * as vscode from 'vscode';
import { syntaxOf, type Syntax } from '../source/language';
import { isCode } from './whileSwitchedOn';

/** Characters; what is longer is made by a program, and reading it would hold up those who type. */
const longest = 1_000_000;

export interface ScannedText {
  readonly text: string;
  readonly syntax: Syntax;
}

/** The text of a document that is looked at, undefined for those that are not. */
export function scannedText(document: vscode.TextDocument): ScannedText | undefined {
  const syntax = isCode(document) ? syntaxOf(document.languageId, document.uri.path) : undefined;
  if (
    syntax === undefined ||
    document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longest
  ) {
    return undefined;
  }
  return { text: document.getText(), syntax };
}
