/**
 * Keeps CSS to what the oldest supported browsers (package.json, browserslist) can do. The plugin
 * knows properties and selectors; functions and at-rules that it does not know are listed.
 */
export default {
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  plugins: ['stylelint-no-unsupported-browser-features'],
  overrides: [{ files: ['**/*.svelte'], customSyntax: 'postcss-html' }],
  rules: {
    'plugin/no-unsupported-browser-features': [
      true,
      // Only keeps some phones from enlarging text in landscape; nothing is lost without it.
      { ignorePartialSupport: true, ignore: ['text-size-adjust'] },
    ],
    // Chrome 111 (color-mix, lab, lch, oklab, oklch), 123 (light-dark), 125 (round, mod, rem).
    'function-disallowed-list': [
      'color-mix',
      'lab',
      'lch',
      'light-dark',
      'mod',
      'oklab',
      'oklch',
      'rem',
      'round',
    ],
    // Firefox 128 (property), 128 and later (scope), 129 (starting-style), never yet (view-transition).
    'at-rule-disallowed-list': ['property', 'scope', 'starting-style', 'view-transition'],
  },
};
