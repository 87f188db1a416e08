/**
 * Members that the oldest supported browsers lack. eslint-plugin-compat sees globals and static
 * methods; this rule asks the type checker which interface a member belongs to, and MDN's
 * browser-compat-data since when that member exists, so that `blob.bytes()` is caught as well.
 */
import { createRequire } from 'node:module';
import browserslist from 'browserslist';

const compatData = createRequire(import.meta.url)('@mdn/browser-compat-data');

/** Oldest supported version of each browser, from package.json's browserslist: `['chrome', '109']`. */
const FLOOR = browserslist().map((entry) => entry.split(' '));

const versionParts = (version) => version.split('.').map((part) => Number.parseInt(part, 10));

function isOlder(version, floor) {
  const [left, right] = [versionParts(version), versionParts(floor)];
  const index = right.findIndex((part, position) => part !== (left[position] ?? 0));
  return index >= 0 && (left[index] ?? 0) < right[index];
}

/** Whether one browser's support statement covers the floor; behind a flag or under a prefix does not count. */
function covers(statement, floor) {
  const { version_added: added, version_removed: removed, flags, prefix } = statement;
  if (flags !== undefined || prefix !== undefined || removed !== undefined) return false;
  if (typeof added !== 'string' || added === 'preview') return false;
  const since = added.replace('≤', '');
  return since === floor || isOlder(since, floor);
}

/** Browsers of the floor that lack the feature, as `firefox 115`. */
function findLacking(compat) {
  return FLOOR.filter(([browser, floor]) => {
    const statements = [compat.support[browser] ?? []].flat();
    return statements.length > 0 && !statements.some((statement) => covers(statement, floor));
  }).map((entry) => entry.join(' '));
}

/** Names under which browser-compat-data may keep a TypeScript interface. */
function namesOf(interfaceName) {
  const plain = interfaceName.replace(/Constructor$/, '').replace(/^Readonly(?=Array|Map|Set)/, '');
  const isTypedArray = /^(?:Big)?(?:Int|Uint|Float)\d+(?:Clamped)?Array$/.test(plain);
  return isTypedArray ? [plain, 'TypedArray'] : [plain];
}

function findCompat(interfaceName, member) {
  for (const name of namesOf(interfaceName)) {
    for (const tree of [compatData.javascript.builtins, compatData.api]) {
      const entry = tree[name]?.[member] ?? tree[name]?.[`${member}_static`];
      if (entry?.__compat !== undefined) return entry.__compat;
    }
  }
  return undefined;
}

/** Name of the interface, or of the variable whose type literal, a library declaration stands in. */
const ownerName = (declaration) =>
  declaration.parent?.name?.text ?? declaration.parent?.parent?.name?.text;

function findOwners(services, node) {
  const symbol = services.getSymbolAtLocation(node.property);
  const declared = (symbol?.declarations ?? [])
    .filter((declaration) =>
      services.program.isSourceFileDefaultLibrary(declaration.getSourceFile()),
    )
    .map(ownerName);
  if (declared.length === 0) return [];
  // A mixin (Body, Animatable) has no page of its own in the data; the object's type has.
  return [...declared, services.getTypeAtLocation(node.object).getSymbol()?.name].filter(Boolean);
}

export const supportFloor = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { lacking: '{{owner}}.{{member}} is missing in {{browsers}}' },
  },
  create(context) {
    const { parserServices: services } = context.sourceCode;
    if (services?.program === undefined) return {};
    return {
      'MemberExpression[computed=false]'(node) {
        const member = node.property.name;
        const owner = findOwners(services, node).find((name) => findCompat(name, member));
        if (owner === undefined) return;
        const browsers = findLacking(findCompat(owner, member)).join(', ');
        if (browsers === '') return;
        context.report({
          node: node.property,
          messageId: 'lacking',
          data: { owner, member, browsers },
        });
      },
    };
  },
};
