/** The composition root: the one place that knows every part. */
import { mount } from 'svelte';
import { origin } from 'virtual:catalogue';
import { createCatalogueClient } from '../engine/client/catalogue.ts';
import { createEngine } from '../engine/client/engine.ts';
import { spawnCatalogueWorker } from '../engine/client/spawn-catalogue.ts';
import { spawnHashWorker } from '../engine/client/spawn.ts';
import { watchLaunches } from '../platform/files/launch.ts';
import App from './App.svelte';
import { reflectState } from './state/automation.svelte.ts';
import { Offline } from './state/offline.svelte.ts';
import { Session } from './state/session.svelte.ts';
import './styles/tokens.css';
import './styles/base.css';

const catalogue = createCatalogueClient(spawnCatalogueWorker, origin);
const session = new Session(createEngine(spawnHashWorker), catalogue);
const offline = new Offline();

const target = document.getElementById('app');
if (!target) throw new Error('index.html expected an element with the id app');
mount(App, { target, props: { session, offline, reader: catalogue } });
document.getElementById('boot')?.remove();

reflectState(document.documentElement, session, offline);
// After the first paint: neither the kernels nor the catalogue may hold it up.
requestAnimationFrame(() => {
  setTimeout(() => {
    session.start();
    offline.start();
    watchLaunches((files) => session.takeFiles(files));
  });
});
