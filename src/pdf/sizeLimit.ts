import type { EnvironmentName } from '../api/environmentName';
import { isOpenSignHost } from '../api/baseUrl';
import { formatSize, formatSizeOver, mebibyte } from '../ui/size';

/** What OpenSign asks to keep a file in its sandbox at; the server enforces more. Source: api.md 6. */
export const sandboxAdvice = 5 * mebibyte;
/** What OpenSign's own hosts enforce, sandbox and live. Source: api.md 6. */
export const openSignLimit = 10 * mebibyte;
/** What self-hosted servers take at most, as far as is known. Never to be shown as a server's limit. Source: api.md 6. */
export const selfHostedLimit = 80 * mebibyte;

/** The largest file that may be uploaded. A file of exactly this size may. */
export interface SizeLimit {
  readonly bytes: number;
  /** Who set it: decides what the user can do about it. */
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

/** True when OpenSign asks not to put a file of this many bytes there, although the server would take it. */
export function isOverAdvice(environment: EnvironmentName, size: number): boolean {
  return environment === 'sandbox' && size > sandboxAdvice;
}

/** A size to be shown; where OpenSign gives advice, one that exceeds it never reads like it. */
export function sizeIn(environment: EnvironmentName, size: number): string {
  return isOverAdvice(environment, size) ? formatSizeOver(size, sandboxAdvice) : formatSize(size);
}
