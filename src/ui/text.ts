import * as vscode from 'vscode';
import type { Moment } from '../api/values';
import { l10n } from './l10n';

/** `text` with every run of white space, line breaks included, as one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The last part of a URI's path, which has slashes on every system. */
export function getFileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** UTF-16 units of a path, so that a row has room for it next to a file name. */
const longestPath = 160;
/** The units kept at the beginning. The end matters more: it's the file name. */
const pathStart = 50;

/** `path` with an ellipsis in its middle when it's too long, so that the file name at its end stays visible. */
export function shortenPath(path: string): string {
  return path.length > longestPath
    ? `${path.slice(0, pathStart)}…${path.slice(pathStart + 1 - longestPath)}`
        .toWellFormed()
        .replace(/\ufffd?…\ufffd?/, '…')
    : path;
}

/** Bytes in the unit of OpenSign's limits, which are shown as MB. */
export const mebibyte = 1024 * 1024;

function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** "5 MB", "1.4 MB", "820 KB". One MB is 1024 × 1024 bytes, as in the limits. */
export function formatSize(bytes: number): string {
  if (bytes < 1024) {
    return `${formatNumber(bytes)} B`;
  }
  return bytes < mebibyte ? `${formatNumber(bytes / 1024)} KB` : `${formatNumber(bytes / mebibyte, 1)} MB`;
}

/** A size that exceeds a limit. Rounding must not make the two look alike: a byte over 5 MB is "5,242,881 bytes". */
export function formatSizeOver(bytes: number, limit: number): string {
  return formatSize(bytes) === formatSize(limit) ? `${formatNumber(bytes)} bytes` : formatSize(bytes);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const units: readonly (readonly [limit: number, size: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [hour, minute, 'minute'],
  [day, hour, 'hour'],
  [30 * day, day, 'day'],
  [365 * day, 30 * day, 'month'],
  [Infinity, 365 * day, 'year'],
];

/** "3 days ago" in VS Code's display language; the server's own text when it isn't a date. */
export function age({ time, raw }: Moment, now: number): string {
  if (time === undefined) {
    return raw;
  }
  const past = Math.max(0, now - time);
  if (past < minute) {
    return l10n.t('just now');
  }
  const [, size, unit] = units.find(([limit]) => past < limit) ?? [0, day, 'day'];
  const format = new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' });
  return format.format(-Math.floor(past / size), unit);
}

/** Date and time in VS Code's display language; the server's own text when it isn't a date. */
export function dateTime({ time, raw }: Moment): string {
  const style = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return time === undefined ? raw : new Date(time).toLocaleString(vscode.env.language, style);
}
