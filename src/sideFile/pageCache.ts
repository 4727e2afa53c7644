import type * as vscode from 'vscode';
import { pageSizes, type PageSize } from '../api/pdfPages';
import type { PdfFacts } from './checkSideFile';

/** Larger files are not read for a hint. */
const maxBytes = 32 * 1024 * 1024;

interface Known {
  readonly mtime: number;
  readonly size: number;
  readonly pages: readonly PageSize[] | undefined;
}

/** What is known of PDFs, read anew when they changed. Keeps page sizes only. */
export class PageCache {
  private readonly known = new Map<string, Known>();

  constructor(private readonly files: Pick<vscode.FileSystem, 'stat' | 'readFile'>) {}

  /** Never rejects: what cannot be read is not known. */
  async factsOf(pdf: vscode.Uri): Promise<PdfFacts> {
    const key = pdf.toString();
    let stat: vscode.FileStat;
    try {
      stat = await this.files.stat(pdf);
    } catch {
      this.known.delete(key);
      return { exists: false, pages: undefined };
    }
    const { mtime, size } = stat;
    const before = this.known.get(key);
    if (before !== undefined && before.mtime === mtime && before.size === size) {
      return { exists: true, pages: before.pages };
    }
    const pages = size > maxBytes ? undefined : await this.read(pdf);
    this.known.set(key, { mtime, size, pages });
    return { exists: true, pages };
  }

  forget(pdf: vscode.Uri): void {
    this.known.delete(pdf.toString());
  }

  private async read(pdf: vscode.Uri): Promise<readonly PageSize[] | undefined> {
    try {
      return pageSizes(await this.files.readFile(pdf));
    } catch {
      return undefined;
    }
  }
}
