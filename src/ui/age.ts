import * as vscode from 'vscode';
import type { Moment } from '../api/values';
import { l10n } from './l10n';

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

/** "3 days ago" in VS Code's display language; the server's own text when it could not be read as a date. */
export function age(moment: Moment, now: number): string {
  if (moment.time === undefined) {
    return moment.raw;
  }
  const past = Math.max(0, now - moment.time);
  if (past < minute) {
    return l10n.t('just now');
  }
  const [, size, unit] = units.find(([limit]) => past < limit) ?? [0, day, 'day'];
  return new Intl.RelativeTimeFormat(vscode.env.language, { numeric: 'auto' }).format(
    -Math.floor(past / size),
    unit,
  );
}

/** Date and time in VS Code's display language. */
export function dateTime(moment: Moment): string {
  if (moment.time === undefined) {
    return moment.raw;
  }
  return new Date(moment.time).toLocaleString(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
