import { ApiError } from '../apiError';
import type { Call, Routes } from '../call';
import { requireProfile, requireTitle, parseSigners, makeTemplateRoles } from '../createRoles';
import { newestFirst } from '../deployment';
import { edit, requireKnownKeys } from '../edit';
import { isString, optional } from '../json';
import { anyTemplate, liveTemplate } from '../lookup';
import { cut, parsePage } from '../page';
import type { Template } from '../records';
import { createdSettings } from '../signingSettings';
import { storeUpload } from '../upload';
import { viewTemplateItem, viewTemplate } from '../views/template';
import { editorUrl } from '../webApp';

export function addTemplateRoutes(routes: Routes, { onlyV1Routes }: { onlyV1Routes: boolean }): void {
  routes.add('get', '/templatelist', list);
  routes.add('post', '/createtemplate', (call) => ({
    objectId: create(call).id,
    message: 'Template created successfully!',
  }));
  if (!onlyV1Routes) {
    routes.add('post', '/drafttemplate', (call) => {
      const { id } = create(call, call.deployment.settings.quirks.draftTemplateWithoutSigners);
      return { objectId: id, url: editorUrl(call.deployment, 'drafttemplate', call.account, id) };
    });
    routes.add('post', '/publictemplate', (call) => {
      const { id } = create(call);
      const public_url = `${call.deployment.origin}/publicsign?templateid=${id}`;
      return { template_id: id, public_url, message: 'Public template created successfully!' };
    });
  }
  routes.add('get', '/template/:id', (call) =>
    viewTemplate(call.deployment, liveTemplate(call, getId(call))),
  );
  routes.add('put', '/template/:id', put);
  routes.add('delete', '/template/:id', (call) => {
    const template = liveTemplate(call, getId(call));
    template.archived = true;
    template.updated = call.deployment.stamp();
    return { objectId: template.id, deletedAt: template.updated.at };
  });
}

const getId = ({ params }: Call): string => params['id'] ?? '';

function list(call: Call): object {
  const { account, deployment } = call;
  const page = parsePage(call);
  const own = account.profile ? account.templates() : [];
  const items = cut(
    newestFirst(own, ({ updated }) => updated),
    page,
  );
  return { result: items.map((template) => viewTemplateItem(deployment, template, items.length === 1)) };
}

function create(call: Call, withoutSigners = false): Template {
  requireProfile(call);
  const { account, deployment, body } = call;
  const title = requireTitle(call);
  const signers = withoutSigners && body['signers'] === undefined ? [] : parseSigners(body);
  const settings = createdSettings(call);
  const note = optional(body, 'note', isString);
  const description = optional(body, 'description', isString);
  optional(body, 'folderId', isString);
  const file = storeUpload(call, title);
  const roles = makeTemplateRoles(call, signers);
  const stamp = deployment.stamp();
  const template: Template = {
    id: deployment.newId(),
    ownerId: account.id,
    ...(title === undefined ? {} : { title }),
    note: note ?? '',
    ...(description === undefined ? {} : { description }),
    file,
    roles,
    settings,
    created: stamp,
    updated: stamp,
    archived: false,
  };
  deployment.templates.set(template.id, template);
  return template;
}

function put(call: Call): object {
  requireKnownKeys(call, 'template');
  const template = anyTemplate(call, getId(call));
  if (template.archived) throw new ApiError(404, { message: 'Template not found!' });
  const file =
    call.body['file'] === undefined ? template.file : storeUpload(call, replacedTitle(call, template));
  edit(call, template);
  template.file = file;
  return { objectId: template.id, updatedAt: template.updated.at };
}

function replacedTitle({ body }: Call, template: Template): string | undefined {
  return optional(body, 'name', isString) || template.title;
}
