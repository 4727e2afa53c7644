import { refusal, vague } from './apiError';
import type { Call } from './call';
import { isObject, isString, optional, type Json } from './json';
import type { Role } from './records';
import { hasSignature, readWidget } from './widget';

const NO_SIGNATURE = 'Please add at least one signature widget for all signers';

/** The `signers` of a create call. Throws `Please provide signers!` if there are none, and the vague 400 if invalid. */
export function parseSigners(body: Json): Json[] {
  const { signers } = body;
  if (isString(signers) && signers !== '') throw vague();
  if (!Array.isArray(signers) || signers.length === 0) throw refusal(400, 'Please provide signers!');
  if (!signers.every(isObject)) throw vague();
  return signers;
}

/** The role of a signer in the request, without its contact. */
export function parseRole({ deployment }: Call, signer: Json): Role {
  const { quirks } = deployment.settings;
  const role = optional(signer, 'role', isString);
  const signerRole = quirks.signerRoles ? optional(signer, 'signer_role', isString) || 'signer' : 'signer';
  const given = signer['widgets'] ?? (signerRole === 'viewer' ? [] : undefined);
  if (!Array.isArray(given)) throw vague();
  const widgets = given.map((widget) => readWidget(widget, quirks.strictOptions));
  if (signerRole === 'viewer' && widgets.length > 0) throw vague();
  return { ...(role === undefined ? {} : { role }), signerRole, widgets };
}

/** Rejects roles of kind `signer` that have no signature widget. */
export function requireSignatures(roles: readonly Role[]): void {
  if (roles.some(({ signerRole, widgets }) => signerRole === 'signer' && !hasSignature(widgets))) {
    throw refusal(400, NO_SIGNATURE);
  }
}

/**
 * The roles of a template. A signer with a name and an address becomes a contact, other roles stay unassigned. If the
 * address is invalid, the role is silently dropped.
 */
export function makeTemplateRoles(call: Call, signers: readonly Json[]): Role[] {
  const roles = signers.map((signer) => ({ signer, role: parseRole(call, signer) }));
  return roles.flatMap(({ signer, role }) => {
    if (!signer['name'] || !signer['email']) return [role];
    const contact = call.account.contacts.resolveSigner(signer);
    return contact ? [{ ...role, contactId: contact.id }] : [];
  });
}

/** The title. Servers with the quirk `requiresTitle` reject a call without one. */
export function requireTitle({ deployment, body }: Call): string | undefined {
  const title = optional(body, 'title', isString);
  if (title === undefined && deployment.settings.quirks.requiresTitle) {
    throw refusal(400, 'Please provide all required parameters.');
  }
  return title;
}

/** Rejects create calls of accounts without a profile. */
export function requireProfile({ account }: Call): void {
  if (!account.profile) throw vague();
}

/** Checks profile, subscription and credits, in this order. */
export function requireCredit(call: Call): void {
  requireProfile(call);
  if (!call.account.subscription) throw refusal(400, 'Please purchase or renew your subscription.');
  if (call.account.credits <= 0) {
    throw refusal(429, 'Quota reached, Please buy credits and try again later.');
  }
}
