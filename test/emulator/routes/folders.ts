import { refusal, vague } from '../apiError';
import type { Call, Routes } from '../call';
import { requireProfile } from '../createRoles';
import { newestFirst } from '../deployment';
import { isString, optional, present } from '../json';
import { cut, parsePage } from '../page';
import type { Folder } from '../records';

export function addFolderRoutes(routes: Routes): void {
  routes.add('post', '/createfolder', create);
  routes.add('get', '/folder/:id', (call) => fullView(call, getFolder(call)));
  routes.add('put', '/folder/:id', put);
  routes.add('delete', '/folder/:id', remove);
  routes.add('get', '/folderlist', list);
}

function getFolder({ account, deployment, params }: Call): Folder {
  const folder = deployment.folders.get(params['id'] ?? '');
  if (folder?.ownerId !== account.id || folder.archived) throw refusal(404, 'folder not found.');
  return folder;
}

const dates = ({ created, updated }: Folder): object => ({ createdAt: created.at, updatedAt: updated.at });

function fullView({ deployment }: Call, folder: Folder): object {
  const { id, folderName, parentFolderId } = folder;
  const parentFolderName = deployment.folders.get(parentFolderId ?? '')?.folderName ?? '';
  return present({
    objectId: id,
    folderName,
    parentFolderId: parentFolderId ?? '',
    parentFolderName,
    ...dates(folder),
  });
}

function create(call: Call): object {
  requireProfile(call);
  const { account, deployment, body } = call;
  const folderName = optional(body, 'folderName', isString);
  const parentFolderId = optional(body, 'parentFolderId', isString);
  const stamp = deployment.stamp();
  const folder: Folder = {
    id: deployment.newId(),
    ownerId: account.id,
    ...(folderName ? { folderName } : {}),
    ...(parentFolderId ? { parentFolderId } : {}),
    created: stamp,
    updated: stamp,
    archived: false,
  };
  deployment.folders.set(folder.id, folder);
  return present({ objectId: folder.id, folderName, parentFolderId: parentFolderId ?? '', ...dates(folder) });
}

function put(call: Call): object {
  const folder = getFolder(call);
  const folderName = optional(call.body, 'folderName', isString);
  const parentFolderId = optional(call.body, 'parentFolderId', isString);
  if (folderName) folder.folderName = folderName;
  if (parentFolderId) folder.parentFolderId = parentFolderId;
  folder.updated = call.deployment.stamp();
  return { objectId: folder.id, updatedAt: folder.updated.at };
}

/** Only checks for folders inside, although the message mentions documents. */
function remove(call: Call): object {
  const { account, deployment, params } = call;
  const id = params['id'] ?? '';
  const document = deployment.documents.get(id);
  if (document && deployment.settings.quirks.folderDeletesDocuments) {
    document.archived = true;
    document.updated = deployment.stamp();
    return { objectId: document.id, deletedAt: document.updated.at };
  }
  const folder = deployment.folders.get(id);
  if (folder?.ownerId !== account.id) throw vague();
  if (folder.archived) throw refusal(404, 'folder not found.');
  const inside = [...deployment.folders.values()].some((f) => f.parentFolderId === folder.id && !f.archived);
  if (inside) throw refusal(400, 'folder is not empty, contains document or folder.');
  folder.archived = true;
  folder.updated = deployment.stamp();
  return { objectId: folder.id, deletedAt: folder.updated.at };
}

/** Lists one level. Without a parent, this is the root. */
function list(call: Call): object {
  const { account, deployment, query } = call;
  const page = parsePage(call);
  const parent = query['parentFolderId'] || undefined;
  const found = [...deployment.folders.values()].filter(
    (folder) => folder.ownerId === account.id && !folder.archived && folder.parentFolderId === parent,
  );
  const newest = newestFirst(found, ({ created }) => created);
  return { result: cut(newest, page).map((folder) => fullView(call, folder)) };
}
