import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { isOpenSignHost } from '../api/baseUrl';
import { hasPdfHeader } from '../api/download';
import type { EnvironmentName } from '../api/environmentName';
import { OpenSignError } from '../api/errors';
import { withDeadline } from '../api/fetch';
import { l10n } from '../ui/l10n';
import { formatSize, formatSizeOver, getFileName, mebibyte } from '../ui/text';
import { isEncrypted } from './encryption';

/** OpenSign recommends this for Sandbox; its server accepts more. Source: api.md 6. */
export const sandboxAdvice = 5 * mebibyte;
/** OpenSign's own hosts enforce this, Sandbox and Live. Source: api.md 6. */
export const openSignLimit = 10 * mebibyte;
/** The known maximum of self-hosted servers. Never show it as a server's limit. Source: api.md 6. */
const selfHostedLimit = 80 * mebibyte;

/** The largest file that may be uploaded. A file of exactly this size may. */
export interface SizeLimit {
  readonly bytes: number;
  /** Decides what the user can do about it. */
  readonly source: 'setting' | 'openSign' | 'selfHosted';
}

/**
 * The limit of a server. `setting` is the value of `opensign.upload.maxSize` in MB (1024 × 1024 bytes); anything but
 * a positive number means that the host decides.
 */
export function sizeLimit(origin: string, setting: unknown): SizeLimit {
  if (typeof setting === 'number' && Number.isFinite(setting) && setting > 0) {
    return { bytes: Math.floor(setting * mebibyte), source: 'setting' };
  }
  return isOpenSignHost(new URL(origin).host)
    ? { bytes: openSignLimit, source: 'openSign' }
    : { bytes: selfHostedLimit, source: 'selfHosted' };
}

/** True when a file is larger than OpenSign recommends for the environment, even if the server accepts it. */
export function isOverAdvice(environment: EnvironmentName, size: number): boolean {
  return environment === 'sandbox' && size > sandboxAdvice;
}

/** A size as text; one that exceeds OpenSign's recommendation never looks equal to it. */
export function formatSizeIn(environment: EnvironmentName, size: number): string {
  return isOverAdvice(environment, size) ? formatSizeOver(size, sandboxAdvice) : formatSize(size);
}

/** A file as it was when it was checked, without its content. */
export interface PdfFile {
  readonly uri: vscode.Uri;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly encrypted: boolean;
  /** The path that a symbolic link leads to. */
  readonly linkTarget?: string;
}

/** A file that passed {@link inspectPdf}. */
export interface InspectedPdf extends PdfFile {
  /** SHA-256 of its content, because only this content may be sent. */
  readonly digest: string;
}

export type RefusalReason =
  | { readonly kind: 'tooLarge'; readonly size: number; readonly limit: SizeLimit }
  | {
      readonly kind:
        | 'missing'
        | 'folder'
        | 'notAFile'
        | 'noAccess'
        | 'unreadable'
        | 'empty'
        | 'notPdf'
        /** Its content changed after it was checked. */
        | 'changed';
    };

/** A file that isn't uploaded, and why. */
export class RefusedFile extends Error {
  override readonly name = 'RefusedFile';

  constructor(
    readonly fileName: string,
    readonly reason: RefusalReason,
  ) {
    // The message may be logged, and the name of a file is private.
    super(reason.kind);
  }
}

/** The part of `vscode.workspace.fs` that reads. */
export type FileReader = Pick<vscode.FileSystem, 'stat' | 'readFile'>;

/** Values of `vscode.FileType`, which unit tests don't have. A type is a sum: a link to a file is 64 + 1. */
const fileType = 1;
const folderType = 2;
const linkType = 64;
/** Bytes that are hashed at once: about a millisecond. */
const pieceSize = 1024 * 1024;

/**
 * Checks a file as far as the client can. Reads it only when its size allows. Rejects with {@link RefusedFile}, or
 * with kind `canceled` as soon as `signal` aborts.
 */
export async function inspectPdf(
  uri: vscode.Uri,
  limit: SizeLimit,
  reader: FileReader,
  signal: AbortSignal,
): Promise<InspectedPdf> {
  const name = getFileName(uri);
  const { type, size } = await unlessRefused(name, () => reader.stat(uri), signal);
  if ((type & folderType) !== 0) {
    throw new RefusedFile(name, { kind: 'folder' });
  }
  if ((type & fileType) === 0) {
    throw new RefusedFile(name, { kind: 'notAFile' });
  }
  requireSize(name, size, limit);
  const bytes = await read(uri, limit, reader, signal);
  return {
    uri,
    name,
    size: bytes.byteLength,
    encrypted: isEncrypted(bytes),
    digest: await getDigest(bytes, signal),
    ...((type & linkType) === 0 ? {} : { linkTarget: await getLinkTarget(uri) }),
  };
}

/** VS Code's file systems don't resolve links. */
async function getLinkTarget(uri: vscode.Uri): Promise<string> {
  const target = uri.scheme === 'file' ? await realpath(uri.fsPath).catch(() => undefined) : undefined;
  return target ?? l10n.t('an unknown target');
}

/** Hashes piece by piece, so that other work runs in between. Rejects with kind `canceled` when `signal` aborts. */
async function getDigest(bytes: Uint8Array, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.byteLength; at += pieceSize) {
    hash.update(bytes.subarray(at, at + pieceSize));
    await setImmediate();
    if (signal.aborted) {
      throw new OpenSignError('canceled');
    }
  }
  return hash.digest('hex');
}

/** Checks one file after another, so that only one is in memory. Rejects with kind `canceled` only. */
export async function inspectAll(
  uris: readonly vscode.Uri[],
  limit: SizeLimit,
  reader: FileReader,
  signal: AbortSignal,
): Promise<{ files: readonly InspectedPdf[]; refused: readonly RefusedFile[] }> {
  const files: InspectedPdf[] = [];
  const refused: RefusedFile[] = [];
  for (const uri of uris) {
    try {
      files.push(await inspectPdf(uri, limit, reader, signal));
    } catch (error) {
      if (!(error instanceof RefusedFile)) {
        throw error;
      }
      refused.push(error);
    }
  }
  return { files, refused };
}

/**
 * The content of a file that passed {@link inspectPdf}, checked again: time has passed. Rejects with
 * {@link RefusedFile}, kind `changed` when the content differs, or with kind `canceled`. Send the returned bytes and
 * don't read the file again: only they were compared.
 */
export async function readInspected(
  file: InspectedPdf,
  limit: SizeLimit,
  reader: FileReader,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { size } = await unlessRefused(file.name, () => reader.stat(file.uri), signal);
  requireSize(file.name, size, limit);
  const bytes = await read(file.uri, limit, reader, signal);
  if (bytes.byteLength !== file.size || (await getDigest(bytes, signal)) !== file.digest) {
    throw new RefusedFile(file.name, { kind: 'changed' });
  }
  return bytes;
}

async function read(
  uri: vscode.Uri,
  limit: SizeLimit,
  reader: FileReader,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const name = getFileName(uri);
  const bytes = await unlessRefused(name, () => reader.readFile(uri), signal);
  // Not every file system reports the right size, and a file may grow between the two calls.
  requireSize(name, bytes.byteLength, limit);
  if (!hasPdfHeader(bytes)) {
    throw new RefusedFile(name, { kind: 'notPdf' });
  }
  return bytes;
}

function requireSize(name: string, size: number, limit: SizeLimit): void {
  if (size === 0) {
    throw new RefusedFile(name, { kind: 'empty' });
  }
  if (size > limit.bytes) {
    throw new RefusedFile(name, { kind: 'tooLarge', size, limit });
  }
}

/** The work's result, or a refusal in place of the file system's error. File systems can't be canceled, waiting can. */
async function unlessRefused<T>(name: string, work: () => Thenable<T>, signal: AbortSignal): Promise<T> {
  try {
    return await withDeadline(signal, Infinity, async () => work());
  } catch (error) {
    throw error instanceof OpenSignError ? error : new RefusedFile(name, { kind: toReason(error) });
  }
}

/** VS Code's file systems put their reason into `code`. */
function toReason(error: unknown): 'missing' | 'folder' | 'noAccess' | 'unreadable' {
  switch ((error as { code?: unknown } | undefined)?.code) {
    case 'FileNotFound':
      return 'missing';
    case 'FileIsADirectory':
      return 'folder';
    case 'NoPermissions':
      return 'noAccess';
    default:
      return 'unreadable';
  }
}
