import { refusal, vague } from './apiError';
import type { Call } from './call';
import { isObject, isString, optional, type Json } from './json';
import type { Role } from './records';
import { hasSignature, readWidget } from './widget';

const NO_SIGNATURE = 'Please add at least one signature widget for all signers';

/** The `signers` of a create call. Missing or empty: `Please provide signers!`; odd entries: the vague 400. */
export function signersOf(body: Json): Json[] {
  const { signers } = body;
  if (isString(signers) && signers !== '') throw vague();
  if (!Array.isArray(signers) || signers.length === 0) throw refusal(400, 'Please provide signers!');
  if (!signers.every(isObject)) throw vague();
  return signers;
}

/** A role as the caller described it, without its contact yet. */
export function roleOf({ deployment }: Call, signer: Json): Role {
  const { quirks } = deployment.settings;
  const role = optional(signer, 'role', isString);
  const signerRole = quirks.signerRoles ? optional(signer, 'signer_role', isString) || 'signer' : 'signer';
  const given = signer['widgets'] ?? (signerRole === 'viewer' ? [] : undefined);
  if (!Array.isArray(given)) throw vague();
  const widgets = given.map((widget) => readWidget(widget, quirks.strictOptions));
  if (signerRole === 'viewer' && widgets.length > 0) throw vague();
  return { ...(role === undefined ? {} : { role }), signerRole, widgets };
}

/** Refuses the call when someone who must sign has no place to. */
export function requireSignatures(roles: readonly Role[]): void {
  if (roles.some(({ signerRole, widgets }) => signerRole === 'signer' && !hasSignature(widgets))) {
    throw refusal(400, NO_SIGNATURE);
  }
}

/**
 * The roles of a template: a signer with a name and an address becomes a contact, the others stay open. When the
 * address is unusable, the whole role is silently dropped.
 */
export function templateRoles(call: Call, signers: readonly Json[]): Role[] {
  const roles = signers.map((signer) => ({ signer, role: roleOf(call, signer) }));
  return roles.flatMap(({ signer, role }) => {
    if (!signer['name'] || !signer['email']) return [role];
    const contact = call.account.contacts.ofSigner(signer);
    return contact ? [{ ...role, contactId: contact.id }] : [];
  });
}

/** Required keys that DOC lists; a server that does not insist lets them through. */
export function requireTitle({ deployment, body }: Call): string | undefined {
  const title = optional(body, 'title', isString);
  if (title === undefined && deployment.settings.quirks.requiresTitle) {
    throw refusal(400, 'Please provide all required parameters.');
  }
  return title;
}

/** Creates need the caller's profile. */
export function requireProfile({ account }: Call): void {
  if (!account.profile) throw vague();
}

/** The charged calls: subscription first, then credits. */
export function requireCredit(call: Call): void {
  requireProfile(call);
  if (!call.account.subscription) throw refusal(400, 'Please purchase or renew your subscription.');
  if (call.account.credits <= 0) {
    throw refusal(429, 'Quota reached, Please buy credits and try again later.');
  }
}
