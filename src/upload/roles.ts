/** What a line of comma-separated roles says. */
export interface Roles {
  /** Trimmed, in the order given. To be used only when there is no problem. */
  readonly names: readonly string[];
  /** Why the line cannot be used: no role at all, nothing between two commas, or one role twice. */
  readonly problem?: { readonly kind: 'none' | 'blank' } | { readonly kind: 'twice'; readonly role: string };
  /** Two roles that the server tells apart by case only, but people do not. */
  readonly alike?: readonly [string, string];
}

/** Reads roles as typed. The server compares them exactly, case included, and so does this. Source: api.md 10.1. */
export function parseRoles(line: string): Roles {
  const names = line.split(',').map((name) => name.trim());
  if (names.every((name) => name === '')) {
    return { names: [], problem: { kind: 'none' } };
  }
  if (names.includes('')) {
    return { names, problem: { kind: 'blank' } };
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    return { names, problem: { kind: 'twice', role: twice } };
  }
  for (const [index, name] of names.entries()) {
    const other = names.slice(0, index).find((earlier) => earlier.toLowerCase() === name.toLowerCase());
    if (other !== undefined) {
      return { names, alike: [other, name] };
    }
  }
  return { names };
}
