/** The hosted edition's page: icons, manifest and policy go into its head. */
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { HOSTED_POLICY } from './policy.mjs';

const link = (rel: string, href: string, rest: Record<string, string> = {}): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { rel, href, ...rest },
  injectTo: 'head',
});

export function hostedPage(): Plugin {
  return {
    name: 'touchstone:hosted-page',
    transformIndexHtml: (_html, { server }) => {
      const links = [
        link('icon', './icon.svg', { type: 'image/svg+xml' }),
        link('icon', './icon-192.png', { type: 'image/png', sizes: '192x192' }),
        link('apple-touch-icon', './icon-192.png'),
        link('manifest', './manifest.webmanifest'),
      ];
      // The development server injects inline styles and opens a socket; it runs without a policy.
      if (server !== undefined) return links;
      const policy: HtmlTagDescriptor = {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: HOSTED_POLICY },
        injectTo: 'head-prepend',
      };
      return [policy, ...links];
    },
  };
}
