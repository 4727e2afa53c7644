import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { vague } from './apiError';

interface StoredFile {
  readonly bytes: Buffer;
}

/** The file storage of one deployment. Creates and checks links. */
export class Storage {
  readonly #files = new Map<string, StoredFile>();
  readonly #secret = randomBytes(32);
  /** Set when the port is known. */
  origin = '';

  constructor(
    private readonly signed: boolean,
    private readonly lifetimeMs: number,
  ) {}

  /** Stores the bytes, and returns the key: the name with a random prefix. */
  put(bytes: Buffer, name: string): string {
    const key = `${randomBytes(16).toString('hex')}_${name}`;
    this.#files.set(key, { bytes });
    return key;
  }

  get(key: string): Buffer | undefined {
    return this.#files.get(key)?.bytes;
  }

  /** The URL in the database. It can't be fetched if links are signed. */
  rawUrl(key: string): string {
    return `${this.origin}/files/${encodeURIComponent(key)}`;
  }

  /** A link that is valid for the configured time. */
  link(key: string): string {
    if (!this.signed) return this.rawUrl(key);
    const expires = Date.now() + this.lifetimeMs;
    const query = new URLSearchParams({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Expires': String(Math.ceil(this.lifetimeMs / 1000)),
      'X-Amz-SignedHeaders': 'host',
      'X-Emulator-Expires-At': String(expires),
      'X-Amz-Signature': this.#sign(key, expires).toString('hex'),
    });
    return `${this.rawUrl(key)}?${query.toString()}`;
  }

  check(key: string, query: URLSearchParams): 'good' | 'unsigned' | 'forged' | 'expired' {
    if (!this.signed) return 'good';
    const signature = Buffer.from(query.get('X-Amz-Signature') ?? '', 'hex');
    if (signature.length === 0) return 'unsigned';
    const expires = Number(query.get('X-Emulator-Expires-At'));
    const wanted = this.#sign(key, expires);
    if (signature.length !== wanted.length || !timingSafeEqual(signature, wanted)) return 'forged';
    return Date.now() < expires ? 'good' : 'expired';
  }

  #sign(key: string, expires: number): Buffer {
    return createHmac('sha256', this.#secret).update(`${key}\n${expires}`).digest();
  }
}

/** The file name for a title. Throws the vague 400 if the title has no valid characters or is too long. */
export function storageName(title = 'document'): string {
  const left = title.replace(/[^a-zA-Z0-9._-]/g, '');
  const name = `${left}.pdf`;
  if (!/^[._a-zA-Z0-9]/.test(left) || name.length > 128) throw vague();
  return name;
}

/** Like `storageName`, but never throws. */
export function anyStorageName(title: string | undefined): string {
  try {
    return storageName(title);
  } catch {
    return 'document.pdf';
  }
}
