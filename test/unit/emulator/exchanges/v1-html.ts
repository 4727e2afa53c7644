import type { Exchange } from '../exchange';
import { get, send } from './rows';
import { CREATE } from './v1-shapes';

export const HTML: Exchange[] = [
  { ...get('an unknown path', '/nothing', 404, 'Cannot GET /api/v1.2/nothing'), type: 'html' },
  { ...get('no id', '/template/', 404, 'Cannot GET /api/v1.2/template/'), type: 'html' },
  { ...get('no doctype', '/documentlist', 404, 'Cannot GET'), type: 'html' },
  { ...get('a bad escape', '/template/%zz', 400, 'URIError'), type: 'html', ask: { token: 'wrong' } },
  { ...send('a wrong method', 'PATCH', '/template/{service}', {}, 404, 'Cannot PATCH'), type: 'html' },
  {
    ...send('bad JSON, whatever the token', 'POST', '/createtemplate', '{"title": "x", ', 400, 'SyntaxError'),
    type: 'html',
    ask: { token: 'wrong', body: '{"title": "x", ' },
  },
  { ...get('no drafts on v1', '/getcredits', 404, 'Cannot GET'), type: 'html' },
  { ...send('no drafttemplate on v1', 'POST', '/drafttemplate', CREATE, 404, 'Cannot POST'), type: 'html' },
  { ...send('no revoke on v1', 'POST', '/document/{sent}', {}, 404, 'Cannot POST'), type: 'html' },
];
