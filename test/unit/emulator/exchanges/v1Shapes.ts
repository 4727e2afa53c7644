import { CARLA, FILE, SIGNATURE, SIGNERS } from '../world';
import { DATES } from './rows';

/** Objects as the v1 server returns them. */

export const NO_ONE = { role: 'Customer', name: '', email: '', phone: '' };

export const MIA = { role: 'Manager', name: 'Mia Manager', email: 'mia@signers.example', phone: '5551000' };

export const MANAGER_WIDGETS = [
  { ...SIGNATURE, x: 300 },
  { type: 'date', page: 1, x: 300, y: 300, w: 100, h: 20 },
];

export const CARLA_AND_MIA = [
  { ...CARLA, widgets: [SIGNATURE] },
  { ...MIA, widgets: MANAGER_WIDGETS },
];

const FLAGS = { sendInOrder: true, enableOTP: false, enableTour: false };

export const TEMPLATE = {
  objectId: '{service}',
  title: 'Service agreement',
  note: 'Please sign',
  folder: {},
  file: '<file>',
  owner: 'Ada Live',
  signers: [
    { ...NO_ONE, widgets: [SIGNATURE] },
    { ...MIA, widgets: MANAGER_WIDGETS },
  ],
  ...FLAGS,
  ...DATES,
};

export const DOCUMENT = {
  objectId: '{sent}',
  title: 'Service agreement v2',
  note: 'n2',
  folder: {},
  file: '<file>',
  certificate: '',
  owner: 'Ada Live',
  signers: CARLA_AND_MIA,
  ...FLAGS,
  ...DATES,
};

export const LISTED = {
  objectId: '{sent}',
  title: 'Service agreement v2',
  note: 'n2',
  folder: {},
  owner: 'Ada Live',
  signers: CARLA_AND_MIA,
  ...FLAGS,
  sendInOrder: false,
  ...DATES,
};

export const CREATE = { title: 'Service agreement', file: FILE, signers: SIGNERS, sendInOrder: true };
