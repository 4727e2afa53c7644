import type { Mode } from '../../../emulator';
import type { Exchange } from '../exchange';
import { CREATING } from './v1Creating';
import { DOCUMENTS } from './v1Documents';
import { HTML } from './v1Html';
import { REST } from './v1Rest';
import { TEMPLATES } from './v1Templates';
import { TOKENS } from './v1Tokens';
import { CONTACTS } from './v12Contacts';
import { CREATING as CREATING_V1_2 } from './v12Creating';
import { READING } from './v12Reading';
import { TEMPLATES as TEMPLATES_V1_2 } from './v12Templates';

/**
 * The conformance tables. `v1` was observed on the public v1 server. `v1.2` has the documented or measured differences
 * of the hosted service.
 */
export const TABLES: Readonly<Record<Mode, Readonly<Record<string, readonly Exchange[]>>>> = {
  v1: {
    tokens: TOKENS,
    'HTML answers': HTML,
    templates: TEMPLATES,
    'creating documents': CREATING,
    documents: DOCUMENTS,
    'contacts, webhook, folders': REST,
  },
  'v1.2': {
    reading: READING,
    templates: TEMPLATES_V1_2,
    'creating documents': CREATING_V1_2,
    contacts: CONTACTS,
  },
};
