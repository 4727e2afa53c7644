import * as vscode from 'vscode';
import type { Span } from '../source/codeReader';
import { getSyntax } from '../source/language';
import { SourceText } from '../source/sourceText';
import { isCode } from './switches';

/** In characters. Longer texts are generated, and scanning them would slow down typing. */
const maxLength = 1_000_000;

interface Scan {
  readonly version: number;
  readonly languageId: string;
  readonly source: SourceText | undefined;
}

/** Gives all features the same scan of a document's version. */
export class DocumentScanner {
  private readonly scans = new WeakMap<vscode.TextDocument, Scan>();

  /** Undefined for documents that aren't scanned. */
  scan(document: vscode.TextDocument): SourceText | undefined {
    const { version, languageId } = document;
    let scan = this.scans.get(document);
    if (scan?.version !== version || scan.languageId !== languageId) {
      scan = { version, languageId, source: readSource(document) };
      this.scans.set(document, scan);
    }
    return scan.source;
  }
}

function readSource(document: vscode.TextDocument): SourceText | undefined {
  const syntax = isCode(document) ? getSyntax(document.languageId, document.uri.path) : undefined;
  const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
  return syntax === undefined || length > maxLength ? undefined : new SourceText(document.getText(), syntax);
}

export function toRange(document: vscode.TextDocument, { start, end }: Span): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}
