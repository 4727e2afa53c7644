import type { Exchange } from '../exchange';
import { CARLA } from '../world';
import { VAGUE, get } from './rows';
import { DOCUMENT, DOCUMENT_ITEM, MIA, PENDING, SIGNED, TEMPLATE, TEMPLATE_ITEM } from './v12Shapes';

export const READING: Exchange[] = [
  get('a template', '/template/{service}', 200, TEMPLATE),
  get('a list item', '/templatelist?limit=1&skip=3', 200, { result: [TEMPLATE_ITEM] }),
  get('in progress', '/document/{sent}', 200, DOCUMENT),
  get('one of two has signed', '/document/{half}', 200, {
    ...DOCUMENT,
    objectId: '{half}',
    audit_trail: [
      { email: CARLA.email, ...SIGNED },
      { email: MIA.email, ...PENDING },
    ],
  }),
  get('completed', '/document/{completed}', 200, {
    ...DOCUMENT,
    objectId: '{completed}',
    status: 'completed',
    certificate: '<file>',
    audit_trail: [
      { email: CARLA.email, ...SIGNED },
      { email: MIA.email, ...SIGNED },
    ],
  }),
  get('declined', '/document/{declined}', 200, { ...DOCUMENT, objectId: '{declined}', status: 'declined' }),
  get('expired', '/document/{expired}', 200, { ...DOCUMENT, objectId: '{expired}', status: 'expired' }),
  get('draft', '/document/{draft}', 200, {
    ...DOCUMENT,
    objectId: '{draft}',
    title: 'A draft',
    note: '',
    status: 'draft',
    signers: [],
    audit_trail: [],
    sendInOrder: false,
  }),
  get('completed documents', '/documentlist/completed', 200, { result: [DOCUMENT_ITEM] }),
  get('no signature request list', '/documentlist/signaturerequest', 404, {
    error: 'Report not available!',
  }),
  get('credits', '/getcredits', 200, {
    plan_credits: 100_000,
    addon_credits: 0,
    total_credits: 100_000,
    renewal_date: '<date>',
  }),
  get('signing links', '/signinglinks/{sent}', 200, {
    objectId: '{sent}',
    signurl: [CARLA.email, MIA.email].map((email) => ({ email, url: `<login:${email}/false>` })),
  }),
  get('signing links of an unknown document', '/signinglinks/{unknown}', 404, {
    error: 'Document not found!',
  }),
  get('signer IP addresses without a Teams plan', '/signerips/{completed}', 400, VAGUE),
  get('form data without a Teams plan', '/formdata/{completed}', 400, VAGUE),
  get('no webhook', '/webhook', 404, { error: 'User not found!' }),
];
