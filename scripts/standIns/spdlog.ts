// Replaces @vscode/spdlog, the native module that writes VS Code's log files. npm only has its source code: compiling it
// needs a C++ compiler and makes setting up a host three times as slow.
import { appendFileSync, mkdirSync } from 'node:fs';
import * as path from 'node:path';

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

const two = (value: number): string => String(value).padStart(2, '0');

/** Such as "2026-11-24 11:34:42.864", the format that VS Code sets. */
function timestamp(): string {
  const now = new Date();
  const date = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  return `${date} ${time}.${String(now.getMilliseconds()).padStart(3, '0')}`;
}

export class Logger {
  private level = levels.indexOf('info');
  private formatted = true;

  constructor(
    _type: string,
    _name: string,
    private readonly file: string,
  ) {}

  private write(level: number, message: string): void {
    if (level >= this.level) {
      const line = `${timestamp()} [${String(levels[level])}] ${message}\n`;
      appendFileSync(this.file, this.formatted ? line : message);
    }
  }

  trace(message: string): void {
    this.write(0, message);
  }

  debug(message: string): void {
    this.write(1, message);
  }

  info(message: string): void {
    this.write(2, message);
  }

  warn(message: string): void {
    this.write(3, message);
  }

  error(message: string): void {
    this.write(4, message);
  }

  critical(message: string): void {
    this.write(5, message);
  }

  getLevel(): number {
    return this.level;
  }

  setLevel(level: number): void {
    this.level = level;
  }

  setPattern(): void {}

  clearFormatters(): void {
    this.formatted = false;
  }

  flush(): void {}

  drop(): void {}
}

export const version = 1;

export function setLevel(): void {}

export function setFlushOn(): void {}

function createLogger(name: string, file: string): Promise<Logger> {
  mkdirSync(path.dirname(file), { recursive: true });
  return Promise.resolve(new Logger('rotating', name, file));
}

export const createRotatingLogger = createLogger;

export const createAsyncRotatingLogger = createLogger;
