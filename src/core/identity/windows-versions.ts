/**
 * What the numbers of Windows are called. Microsoft's tables of release information for Windows 10
 * and 11 and for Windows Server; OSVERSIONINFOEX for the older ones.
 */

export interface WindowsName {
  readonly product: string;
  /** `22H2` and the like; absent where the number alone does not tell. */
  readonly version?: string;
}

const CLIENTS: ReadonlyMap<string, string> = new Map([
  ['5.0', 'Windows 2000'],
  ['5.1', 'Windows XP'],
  ['6.0', 'Windows Vista'],
  ['6.1', 'Windows 7'],
  ['6.2', 'Windows 8'],
  ['6.3', 'Windows 8.1'],
]);

const SERVERS: ReadonlyMap<string, string> = new Map([
  ['5.2', 'Windows Server 2003'],
  ['6.0', 'Windows Server 2008'],
  ['6.1', 'Windows Server 2008 R2'],
  ['6.2', 'Windows Server 2012'],
  ['6.3', 'Windows Server 2012 R2'],
]);

const FIRST_BUILD_OF_11 = 22_000;

/**
 * Builds of one version only. 18362, 19041, 22621 and 26100 are not here: images of later versions
 * keep the number, because these versions were made by switching on what was there already.
 */
const CLIENT_VERSIONS: ReadonlyMap<number, string> = new Map([
  [10_240, '1507'],
  [10_586, '1511'],
  [14_393, '1607'],
  [15_063, '1703'],
  [16_299, '1709'],
  [17_134, '1803'],
  [17_763, '1809'],
  [18_363, '1909'],
  [19_042, '20H2'],
  [19_043, '21H1'],
  [19_044, '21H2'],
  [19_045, '22H2'],
  [22_000, '21H2'],
  [22_631, '23H2'],
  [26_200, '25H2'],
]);

const SERVER_BUILDS: ReadonlyMap<number, string> = new Map([
  [14_393, 'Windows Server 2016'],
  [16_299, 'Windows Server, version 1709'],
  [17_134, 'Windows Server, version 1803'],
  [17_763, 'Windows Server 2019'],
  [18_362, 'Windows Server, version 1903'],
  [18_363, 'Windows Server, version 1909'],
  [19_041, 'Windows Server, version 2004'],
  [19_042, 'Windows Server, version 20H2'],
  [20_348, 'Windows Server 2022'],
  [26_100, 'Windows Server 2025'],
]);

/** Service packs are told by the build where the XML does not give their level. */
const SERVICE_PACK_BUILDS: ReadonlyMap<number, string> = new Map([
  [6_000, 'RTM'],
  [6_001, 'SP1'],
  [6_002, 'SP2'],
  [7_600, 'RTM'],
  [7_601, 'SP1'],
]);

export interface WindowsNumbers {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
}

/** `undefined` for numbers that no Windows known here has. */
export function findWindows(
  { major, minor, build }: WindowsNumbers,
  isServer: boolean,
): WindowsName | undefined {
  const number = `${major}.${minor}`;
  if (number === '10.0') return isServer ? findServer10(build) : client10(build);
  const product = (isServer ? SERVERS : CLIENTS).get(number);
  return product === undefined ? undefined : { product };
}

function client10(build: number): WindowsName {
  const version = CLIENT_VERSIONS.get(build);
  const product = build < FIRST_BUILD_OF_11 ? 'Windows 10' : 'Windows 11';
  return { product, ...(version === undefined ? {} : { version }) };
}

function findServer10(build: number): WindowsName | undefined {
  const product = SERVER_BUILDS.get(build);
  return product === undefined ? undefined : { product };
}

/** `RTM`, `SP1`, ...; `undefined` for versions after the time of service packs. */
export function findServicePack(
  { major, minor, build }: WindowsNumbers,
  level: number | undefined,
): string | undefined {
  if (major > 6 || (major === 6 && minor > 1)) return undefined;
  if (level !== undefined && level > 0) return `SP${level}`;
  return SERVICE_PACK_BUILDS.get(build) ?? (level === 0 ? 'RTM' : undefined);
}
