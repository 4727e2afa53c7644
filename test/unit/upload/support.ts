import type * as vscode from 'vscode';
import type { Job } from '../../../src/upload/uploadJobs';
import type { FileReader, InspectedPdf } from '../../../src/pdf/pdfFile';

const file = 1;

/** The part of a URI that is used. */
export function uriOf(name: string): vscode.Uri {
  return { path: `/folder/${name}`, toString: () => `memfs:/folder/${name}` } as vscode.Uri;
}

export interface MemoryFile {
  readonly content: Uint8Array;
  /** The size that `stat` returns, when it differs from the content’s. */
  readonly size?: number;
  readonly type?: number;
}

/** A file system in memory that records what is read. */
export class MemoryReader implements FileReader {
  readonly files = new Map<string, MemoryFile | Error>();
  readonly read: string[] = [];

  constructor(files: Readonly<Record<string, Uint8Array | MemoryFile | Error>> = {}) {
    for (const [name, content] of Object.entries(files)) {
      this.files.set(uriOf(name).path, content instanceof Uint8Array ? { content } : content);
    }
  }

  stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return new Promise((resolve) => {
      const { content, size, type } = this.get(uri);
      const stat = { type: type ?? file, size: size ?? content.byteLength, ctime: 0, mtime: 0 };
      resolve(stat as object as vscode.FileStat);
    });
  }

  readFile(uri: vscode.Uri): Promise<Uint8Array> {
    this.read.push(uri.path);
    return new Promise((resolve) => resolve(this.get(uri).content));
  }

  private get(uri: vscode.Uri): MemoryFile {
    const entry =
      this.files.get(uri.path) ?? Object.assign(new Error('no such file'), { code: 'FileNotFound' });
    if (entry instanceof Error) {
      throw entry;
    }
    return entry;
  }
}

export function pdfFile(name: string, size = 1000, encrypted = false): InspectedPdf {
  return { uri: uriOf(name), name, size, encrypted, digest: '' };
}

export function job(name: string, more: Partial<Job> = {}): Job {
  return { file: pdfFile(name), target: 'template', title: name, roles: ['Signer'], ...more };
}

/** What a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail');
}
