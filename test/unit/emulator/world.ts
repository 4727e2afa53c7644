import { startEmulator, type Account, type Emulator, type EmulatorOptions } from '../../emulator';
import { makePdf } from '../../fixtures/pdf';
import { ask, at, TOKEN } from './client';

export const OTHER_TOKEN = 'test.EXAMPLE0000000000000002';
export const STRANGER_TOKEN = 'test.EXAMPLE0000000000000003';

export const FILE = makePdf({ text: 'Service agreement' }).toString('base64');

export const SIGNATURE = { type: 'signature', page: 1, x: 100, y: 200, w: 150, h: 60 };
const MANAGER = {
  role: 'Manager',
  name: 'Mia Manager',
  email: 'mia@signers.example',
  phone: '5551000',
  widgets: [
    { ...SIGNATURE, x: 300 },
    {
      type: 'date',
      page: 1,
      x: 300,
      y: 300,
      w: 100,
      h: 20,
      options: { required: true, format: 'mm/dd/yyyy' },
    },
  ],
};
export const SIGNERS = [{ role: 'Customer', widgets: [SIGNATURE] }, MANAGER];
export const CARLA = {
  role: 'Customer',
  name: 'Carla Customer',
  email: 'carla@signers.example',
  phone: '5552000',
};

const TYPES =
  'signature,stamp,initials,image,email,name,job title,company,date,textbox,checkbox,radio button,dropdown';
export const ALL_WIDGETS = TYPES.split(',').map((type, index) => ({
  type,
  page: 1,
  x: 10,
  y: 20 + index * 30,
  w: 80,
  h: 20,
  options: { name: type, required: true, format: 'mm/dd/yyyy', values: ['a', 'b'], selectedvalues: ['a'] },
}));

/** Starts an emulator with one object of each kind. Conformance tables use their IDs by name, such as `{service}`. */
export interface World {
  readonly emulator: Emulator;
  readonly account: Account;
  readonly ids: Readonly<Record<string, string>>;
}

export async function startWorld(options: Partial<EmulatorOptions> = {}): Promise<World> {
  const emulator = await startEmulator({ environment: 'sandbox', ...options });
  const account = emulator.addAccount({
    token: TOKEN,
    name: 'Ada Live',
    email: 'ada@opensign.example',
    phone: '5550100001',
    jobTitle: 'Owner',
    company: 'Acme',
  });
  const other = emulator.addAccount({ token: OTHER_TOKEN, name: 'Bo', email: 'bo@opensign.example' });
  const stranger = { token: STRANGER_TOKEN, name: 'No', email: 'no@opensign.example' };
  emulator.addAccount({ ...stranger, profile: false });

  const ids: Record<string, string> = {};
  const { control } = emulator;
  const roles = [{ ...CARLA, widgets: [SIGNATURE] }, MANAGER];
  const base = { title: 'Service agreement v2', note: 'n2', description: 'd2', roles };
  const create = async (path: string, body: object, key = 'objectId'): Promise<string> =>
    at((await ask(emulator, 'POST', path, { body })).json, key);

  ids['twins'] = account.addTemplate({
    title: 'Twins',
    roles: [{ role: 'Customer' }, { role: 'Customer' }],
  }).id;
  ids['nameless'] = account.addTemplate({ title: 'Nameless', roles: [{ widgets: [SIGNATURE] }] }).id;
  ids['service'] = await create('/createtemplate', {
    title: 'Service agreement',
    note: 'Please sign',
    description: 'Yearly contract',
    file: FILE,
    signers: SIGNERS,
  });
  ids['all'] = account.addTemplate({
    title: 'All widgets',
    roles: [{ role: 'Customer', widgets: ALL_WIDGETS }],
  }).id;
  ids['assigned'] = account.addTemplate({ title: 'All assigned', note: 'Please sign', roles: [MANAGER] }).id;
  ids['unsigned'] = account.addTemplate({ roles: [{ role: 'Customer', widgets: [] }] }).id;
  ids['deleted'] = account.addTemplate({ title: 'Gone', roles: [{ role: 'Customer' }] }).id;
  control.deleteTemplate(ids['deleted']);
  ids['foreign'] = other.addTemplate({ title: 'Theirs', roles: [{ role: 'Customer' }] }).id;
  ids['foreignDocument'] = other.addDocument({ ...base }).id;

  ids['folder'] = await create('/createfolder', { folderName: 'Contracts' });
  ids['sub'] = await create('/createfolder', { folderName: 'Sub', parentFolderId: ids['folder'] });
  ids['inFolder'] = account.addDocument({ ...base, folderId: ids['sub'] }).id;
  ids['draft'] = account.addDocument({ title: 'A draft', state: 'draft', roles: [], sendInOrder: false }).id;
  ids['half'] = account.addDocument(base).id;
  control.sign(ids['half'], CARLA.email);
  ids['completed'] = account.addDocument(base).id;
  control.sign(ids['completed'], CARLA.email);
  control.sign(ids['completed'], MANAGER.email);
  ids['declined'] = account.addDocument(base).id;
  control.decline(ids['declined'], CARLA.email, 'no');
  ids['expired'] = account.addDocument({ ...base, state: 'expired' }).id;
  ids['archived'] = account.addDocument(base).id;
  await ask(emulator, 'DELETE', `/document/${ids['archived']}`);
  ids['sent'] = account.addDocument(base).id;

  ids['carla'] = account.addContact({ email: CARLA.email }).id;
  ids['zoe'] = account.addContact({ name: 'Zoe', email: 'zoe@signers.example', phone: '5559000' }).id;
  ids['noname'] = account.addContact({ email: 'noname@signers.example' }).id;
  ids['unknown'] = 'AAAAAAAAAA';
  return { emulator, account, ids };
}
