import type { Exchange } from '../exchange';
import { get, send } from './rows';
import { CREATE } from './v1Shapes';

const MISSING_IN_V1 = [
  ['GET', '/getcredits'],
  ['PUT', '/contact/{zoe}'],
  ['POST', '/selfsign'],
  ['POST', '/document/{sent}'],
  ['GET', '/signinglinks/{sent}'],
  ['GET', '/signerips/{sent}'],
  ['GET', '/formdata/{sent}'],
  ['POST', '/drafttemplate'],
  ['POST', '/publictemplate'],
  ['PUT', '/contact-by-email/zoe@signers.example'],
] as const;

export const HTML: Exchange[] = [
  { ...get('an unknown path', '/nothing', 404, 'Cannot GET /api/v1/nothing'), type: 'html' },
  { ...get('no id', '/template/', 404, 'Cannot GET /api/v1/template/'), type: 'html' },
  { ...get('no doctype', '/documentlist', 404, 'Cannot GET'), type: 'html' },
  { ...get('a bad escape', '/template/%zz', 400, 'URIError'), type: 'html', ask: { token: 'wrong' } },
  { ...send('a wrong method', 'PATCH', '/template/{service}', {}, 404, 'Cannot PATCH'), type: 'html' },
  {
    ...send('invalid JSON with any token', 'POST', '/createtemplate', '{"title": "x", ', 400, 'SyntaxError'),
    type: 'html',
    ask: { token: 'wrong', body: '{"title": "x", ' },
  },
  ...MISSING_IN_V1.map(([method, path]): Exchange => ({
    ...send('a route that v1 lacks', method, path, method === 'GET' ? undefined : CREATE, 404, ''),
    name: `v1 lacks ${path}`,
    body: `Cannot ${method}`,
    type: 'html',
  })),
];
