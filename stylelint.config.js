/** Keeps CSS to what the oldest supported browsers (package.json, browserslist) can do. */
export default {
  plugins: ['stylelint-no-unsupported-browser-features'],
  overrides: [{ files: ['**/*.svelte'], customSyntax: 'postcss-html' }],
  rules: {
    'plugin/no-unsupported-browser-features': [true, { ignorePartialSupport: true }],
  },
};
