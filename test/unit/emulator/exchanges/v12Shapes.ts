import { CARLA, FILE, SIGNATURE, SIGNERS } from '../world';
import { DATES } from './rows';
import { encryptedPdf } from '../../../fixtures/pdf';

/** Objects as documented for the hosted v1.2. */

export const NO_ONE = { role: 'Customer', name: '', email: '', phone: '' };

export const MIA = { role: 'Manager', name: 'Mia Manager', email: 'mia@signers.example', phone: '5551000' };

const SIGN = { ...SIGNATURE, options: {} };

export const MANAGER_WIDGETS = [
  { ...SIGN, x: 300 },
  { type: 'date', page: 1, x: 300, y: 300, w: 100, h: 20, options: {} },
];

const SETTINGS = {
  sendInOrder: true,
  send_in_order_strict: false,
  allow_offline_sign: false,
  enableTour: false,
  redirect_url: '',
  allow_modifications: false,
  auto_reminder: false,
  remind_once_in_every: 5,
};

export const TEMPLATE_ITEM = {
  objectId: '{service}',
  title: 'Service agreement',
  note: 'Please sign',
  file: '<file>',
  owner: 'Ada Live',
  signers: [NO_ONE, MIA],
  ...SETTINGS,
  prefill: { widgets: [] },
  ...DATES,
};

export const TEMPLATE = {
  ...TEMPLATE_ITEM,
  description: 'Yearly contract',
  signers: [
    { ...NO_ONE, widgets: [SIGN] },
    { ...MIA, widgets: MANAGER_WIDGETS },
  ],
  timeToCompleteDays: 15,
  merge_certificate: false,
  notify_on_signatures: false,
  pen_colors: ['blue', 'red', 'black'],
  sender_name: '',
  sender_email: '',
  bcc: [],
  cc: [],
};

export const DOCUMENT_ITEM = {
  objectId: '{completed}',
  title: 'Service agreement v2',
  note: 'n2',
  folder: {},
  file: '<file>',
  owner: 'Ada Live',
  signers: [CARLA, MIA],
  ...SETTINGS,
  ...DATES,
};

export const PENDING = { viewed: '', signed: '' };

export const DOCUMENT = {
  ...DOCUMENT_ITEM,
  objectId: '{sent}',
  status: 'in-progress',
  certificate: '',
  signers: [
    { ...CARLA, widgets: [SIGN] },
    { ...MIA, widgets: MANAGER_WIDGETS },
  ],
  audit_trail: [
    { email: CARLA.email, ...PENDING },
    { email: MIA.email, ...PENDING },
  ],
  pen_colors: ['blue', 'red', 'black'],
  bcc: [],
  cc: [],
};

export const SIGNED = { viewed: '<date>', signed: '<date>' };

export const CREATE = { title: 'NDA', file: FILE, signers: SIGNERS };

export const LOCKED = { ...CREATE, file: encryptedPdf('pass').toString('base64') };

export const ROLES = [
  { ...CARLA, role: 'A', signer_role: 'approver', widgets: [] },
  { ...CARLA, role: 'V', email: 'v@signers.example', signer_role: 'viewer' },
];
