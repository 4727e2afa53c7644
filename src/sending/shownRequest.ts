import type { Outgoing } from '../api/outgoing';
import { tokenVariable } from '../environment/token';
import type { ShownRequest } from '../codegen/generateCode';

/** The request as it may be read by anybody: its file is only named, a password is left out, there is no token. */
export function shownRequest({ client, path, fields, fileName }: Outgoing): ShownRequest {
  return {
    environment: client.environment,
    method: 'POST',
    url: client.baseUrl + path,
    body: {
      ...fields,
      ...(fields.file_password === undefined ? {} : { file_password: '<password>' }),
      ...(fileName === undefined ? {} : { file: `<${fileName} in base64>` }),
    },
  };
}

/** {@link shownRequest} as a JSON document. */
export function previewText(outgoing: Outgoing): string {
  const { environment, method, url, body } = shownRequest(outgoing);
  const headers = { 'content-type': 'application/json', 'x-api-token': `$${tokenVariable(environment)}` };
  return `${JSON.stringify({ method, url, headers, body }, undefined, 2)}\n`;
}
