import * as vscode from 'vscode';
import { PageReader } from '../pdf/pageReader';
import { largestPdf, type PageSize } from '../pdf/pdfPages';
import type { PdfFacts } from './checkLayoutFile';

interface Known {
  readonly mtime: number;
  readonly size: number;
  readonly pages: Promise<readonly PageSize[] | undefined>;
  /** Ends the reading of what has changed since. */
  readonly outdated: AbortController;
}

/** Where the bundled `pageWorker` is. */
export function pageWorkerPath(extensionUri: vscode.Uri): string {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'pdf', 'pageWorker.cjs').fsPath;
}

/** What is known of PDFs, read again when they changed. Keeps page sizes only. */
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

  /** Never rejects: what can't be read isn't known. */
  async factsOf(pdf: vscode.Uri): Promise<PdfFacts> {
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
    return entry.outdated.signal.aborted ? this.factsOf(pdf) : { exists: true, pages };
  }

  /** The next question reads the PDF again, whatever its date says. */
  forget(pdf: vscode.Uri): void {
    this.known.delete(pdf.toString());
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
