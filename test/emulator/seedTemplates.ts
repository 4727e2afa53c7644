import type { RoleInput, TemplateInput } from './accountOptions';

const signature = (name: string, x: number): NonNullable<RoleInput['widgets']>[number] => ({
  type: 'signature',
  page: 1,
  x,
  y: 610,
  w: 150,
  h: 45,
  options: { name, hint: 'Sign here' },
});

/** An unassigned role with one signature. */
export const open = (role: string, x = 72): RoleInput => ({
  role,
  widgets: [signature(`sig-${role.toLowerCase()}`, x)],
});

const MANAGER: RoleInput = {
  ...open('Manager', 330),
  name: 'Mia Manager',
  email: 'mia.manager@example.com',
  phone: '5551000',
};

const NDA = (): TemplateInput => ({
  title: 'Mutual NDA',
  note: 'Please review',
  description: 'Two parties, two years',
  roles: [open('Discloser'), open('Recipient', 330)],
});

const SERVICE = (): TemplateInput => ({
  title: 'Service agreement',
  note: 'Counter-signed by the manager',
  roles: [open('Customer'), MANAGER],
});

/** Includes one without a title, one in another script, and an unfinished one. */
export const SANDBOX: (() => TemplateInput)[] = [
  NDA,
  SERVICE,
  () => ({ title: 'Offer letter', description: 'For new colleagues', roles: [open('Candidate')] }),
  () => ({ note: 'Made by the API without a title', roles: [open('Signer')] }),
  () => ({ title: '賃貸借契約書', note: '二年契約', roles: [open('貸主'), open('借主', 330)] }),
  () => ({
    title: 'Photo release (unfinished)',
    roles: [
      {
        role: 'Model',
        widgets: [
          {
            type: 'textbox',
            page: 1,
            x: 72,
            y: 200,
            w: 180,
            h: 20,
            options: { name: 'stage-name', required: true },
          },
        ],
      },
    ],
  }),
  () => ({
    title: 'Räumungsvereinbarung',
    note: 'Approval first',
    sendInOrder: true,
    send_in_order_strict: true,
    roles: [
      { role: 'Legal', signer_role: 'approver', widgets: [] },
      open('Mieter'),
      { role: 'Archive', signer_role: 'viewer', widgets: [] },
    ],
  }),
];

/** Two titles also exist in Sandbox, with other IDs. */
export const LIVE: (() => TemplateInput)[] = [
  NDA,
  SERVICE,
  () => ({ title: 'Sales contract EU', note: 'Net 30', roles: [open('Buyer'), MANAGER] }),
  () => ({ title: 'Handbook receipt', roles: [open('Employee')] }),
];
