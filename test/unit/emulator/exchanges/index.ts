import type { Mode } from '../../../emulator';
import type { Exchange } from '../exchange';
import { CREATING } from './v1-creating';
import { DOCUMENTS } from './v1-documents';
import { HTML } from './v1-html';
import { REST } from './v1-rest';
import { TEMPLATES } from './v1-templates';
import { TOKENS } from './v1-tokens';
import { CONTACTS } from './v12-contacts';
import { CREATING as CREATING_V1_2 } from './v12-creating';
import { READING } from './v12-reading';
import { TEMPLATES as TEMPLATES_V1_2 } from './v12-templates';

/**
 * The conformance tables. `v1`: what was observed on the public v1 server. `v1.2`: what is documented or measured of
 * the hosted service, as far as it differs.
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
