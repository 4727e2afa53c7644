import * as vscode from 'vscode';
import { PageReader } from '../pdf/pageReader';
import { largestPdf, type PageSize } from '../pdf/pdfPages';
import type { PdfFacts } from './checkLayoutFile';

interface Known {
  readonly mtime: number;
  readonly size: number;
  readonly pages: Promise<readonly PageSize[] | undefined>;
  /** Aborts when the PDF changed while it was read. */
  readonly outdated: AbortController;
}

/** The path of the bundled `pageWorker`. */
export function getWorkerPath(extensionUri: vscode.Uri): string {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'pdf', 'pageWorker.cjs').fsPath;
}

/** Page sizes of PDFs, read again when a PDF changed. */
export class PageCache implements vscode.Disposable {
  private readonly known = new Map<string, Known>();
  private readonly reader: PageReader;

  /** `script` is the path of the bundled `pageWorker`. */
  constructor(
    private readonly files: Pick<vscode.FileSystem, 'stat' | 'readFile'>,
    script: string,
  ) {
    this.reader = new PageReader(script);
  }

  /** Never rejects. Pages that can't be read are undefined. */
  async getFacts(pdf: vscode.Uri): Promise<PdfFacts> {
    const key = pdf.toString();
    let stat: vscode.FileStat;
    try {
      stat = await this.files.stat(pdf);
    } catch {
      this.known.get(key)?.outdated.abort();
      this.known.delete(key);
      return { exists: false, pages: undefined };
    }
    const { mtime, size } = stat;
    let entry = this.known.get(key);
    if (entry?.mtime !== mtime || entry.size !== size) {
      entry?.outdated.abort();
      entry = { mtime, size, ...this.startReading(pdf, size) };
      this.known.set(key, entry);
    }
    const pages = await entry.pages;
    return entry.outdated.signal.aborted ? this.getFacts(pdf) : { exists: true, pages };
  }

  dispose(): void {
    this.reader.dispose();
  }

  private startReading(pdf: vscode.Uri, size: number): Pick<Known, 'pages' | 'outdated'> {
    const outdated = new AbortController();
    const pages =
      size > largestPdf
        ? Promise.resolve(undefined)
        : this.reader.read(() => this.files.readFile(pdf), outdated.signal);
    return { pages, outdated };
  }
}
