/**
 * When the makers stopped or stop to mend their systems, as they announced it by November 2026.
 * Each row names the page that says so. A date of which sources give different days is given by its
 * month or its year; what could not be found with its maker is not here.
 */

/**
 * `support`: the one period there is. `mainstream` and `extended`: with and without improvements.
 * `long-term`: by others than the security team (Debian). `paid`: only for those who pay.
 */
export type SupportPhase = 'support' | 'mainstream' | 'extended' | 'long-term' | 'paid';

/** Editions of Windows 10 and 11 that end at different times. */
export type EditionClass = 'home-pro' | 'enterprise-education' | 'long-term-servicing';

export interface SupportEnd {
  readonly phase: SupportPhase;
  /** ISO 8601: a day, a month or a year, to the end of which it lasts. */
  readonly date: string;
  /** Only for these editions; absent: for all. */
  readonly editions?: EditionClass;
}

export interface LifeCycleRow {
  readonly product: string;
  /** Agrees with every version that begins with these numbers; absent: with all. */
  readonly version?: string;
  /** Build numbers, of rows for long-term servicing: their versions have no other name. */
  readonly builds?: readonly string[];
  /** In the order of time. */
  readonly ends: readonly SupportEnd[];
  readonly source: string;
}

type Phases = Readonly<Partial<Record<SupportPhase, string>>>;

const PHASES: readonly SupportPhase[] = ['support', 'mainstream', 'extended', 'long-term', 'paid'];

const endsOf = (phases: Phases): readonly SupportEnd[] =>
  PHASES.flatMap((phase) => {
    const date = phases[phase];
    return date === undefined ? [] : [{ phase, date }];
  });

const MICROSOFT = 'https://learn.microsoft.com/lifecycle/products/';

const windows = (product: string, page: string, phases: Phases): LifeCycleRow => ({
  ...{ product, ends: endsOf(phases), source: MICROSOFT + page },
});

/** Home and Pro end first, or together with the others. */
const feature = (
  product: string,
  version: string,
  homePro: string,
  enterprise: string = homePro,
): LifeCycleRow => ({
  ...{ product, version },
  ends:
    homePro === enterprise
      ? [{ phase: 'support', date: homePro }]
      : [
          { phase: 'support', date: homePro, editions: 'home-pro' },
          { phase: 'support', date: enterprise, editions: 'enterprise-education' },
        ],
  source: `${MICROSOFT}${product.toLowerCase().replace(' ', '-')}-enterprise-and-education`,
});

const longTerm = (
  product: string,
  page: string,
  builds: readonly string[],
  phases: Phases,
): LifeCycleRow => ({
  ...{ product, builds, source: MICROSOFT + page },
  ends: endsOf(phases).map((end) => ({ ...end, editions: 'long-term-servicing' })),
});

const WINDOWS: readonly LifeCycleRow[] = [
  windows('Windows 2000', 'windows-2000', { mainstream: '2005-06-30', extended: '2010-07-13' }),
  windows('Windows XP', 'windows-xp', { mainstream: '2009-04-14', extended: '2014-04-08' }),
  windows('Windows Vista', 'windows-vista', { mainstream: '2012-04-10', extended: '2017-04-11' }),
  windows('Windows 7', 'windows-7', {
    ...{ mainstream: '2015-01-13', extended: '2020-01-14', paid: '2023-01-10' },
  }),
  windows('Windows 8', 'windows-8', { support: '2016-01-12' }),
  windows('Windows 8.1', 'windows-81', { mainstream: '2018-01-09', extended: '2023-01-10' }),
  longTerm('Windows 10', 'windows-10-2015-ltsb', ['10240'], {
    ...{ mainstream: '2020-10-13', extended: '2025-10-14' },
  }),
  longTerm('Windows 10', 'windows-10-2016-ltsb', ['14393'], {
    ...{ mainstream: '2021-10-12', extended: '2026-10-13' },
  }),
  longTerm('Windows 10', 'windows-10-enterprise-ltsc-2019', ['17763'], {
    ...{ mainstream: '2024-01-09', extended: '2029-01-09' },
  }),
  longTerm('Windows 10', 'windows-10-enterprise-ltsc-2021', ['19041', '19044'], {
    support: '2027-01-12',
  }),
  longTerm('Windows 11', 'windows-11-enterprise-ltsc-2024', ['26100'], { support: '2029-10-09' }),
  feature('Windows 10', '1507', '2017-05-09'),
  feature('Windows 10', '1511', '2017-10-10', '2018-04-10'),
  feature('Windows 10', '1607', '2018-04-10', '2019-04-09'),
  feature('Windows 10', '1703', '2018-10-09', '2019-10-08'),
  feature('Windows 10', '1709', '2019-04-09', '2020-10-13'),
  feature('Windows 10', '1803', '2019-11-12', '2021-05-11'),
  feature('Windows 10', '1809', '2020-11-10', '2021-05-11'),
  feature('Windows 10', '1903', '2020-12-08'),
  feature('Windows 10', '1909', '2021-05-11', '2022-05-10'),
  feature('Windows 10', '2004', '2021-12-14'),
  feature('Windows 10', '20H2', '2022-05-10', '2023-05-09'),
  feature('Windows 10', '21H1', '2022-12-13'),
  feature('Windows 10', '21H2', '2023-06-13', '2024-06-11'),
  feature('Windows 10', '22H2', '2025-10-14'),
  // Where the version is not known: the end of the last one, and of the updates that are paid for.
  windows('Windows 10', 'windows-10-home-and-pro', { support: '2025-10-14', paid: '2028-10-10' }),
  feature('Windows 11', '21H2', '2023-10-10', '2024-10-08'),
  feature('Windows 11', '22H2', '2024-10-08', '2025-10-14'),
  feature('Windows 11', '23H2', '2025-11-11', '2026-11-10'),
  feature('Windows 11', '24H2', '2026-10-13', '2027-10-12'),
  feature('Windows 11', '25H2', '2027-10-12', '2028-10-10'),
  windows('Windows Server 2003', 'windows-server-2003-', {
    ...{ mainstream: '2010-07-13', extended: '2015-07-14' },
  }),
  windows('Windows Server 2008', 'windows-server-2008', {
    ...{ mainstream: '2015-01-13', extended: '2020-01-14', paid: '2023-01-10' },
  }),
  windows('Windows Server 2008 R2', 'windows-server-2008-r2', {
    ...{ mainstream: '2015-01-13', extended: '2020-01-14', paid: '2023-01-10' },
  }),
  windows('Windows Server 2012', 'windows-server-2012', {
    ...{ mainstream: '2018-10-09', extended: '2023-10-10', paid: '2026-10-13' },
  }),
  windows('Windows Server 2012 R2', 'windows-server-2012-r2', {
    ...{ mainstream: '2018-10-09', extended: '2023-10-10', paid: '2026-10-13' },
  }),
  windows('Windows Server 2016', 'windows-server-2016', {
    ...{ mainstream: '2022-01-11', extended: '2027-01-12' },
  }),
  windows('Windows Server 2019', 'windows-server-2019', {
    ...{ mainstream: '2024-01-09', extended: '2029-01-09' },
  }),
  windows('Windows Server 2022', 'windows-server-2022', {
    ...{ mainstream: '2026-10-13', extended: '2031-10-14' },
  }),
  windows('Windows Server 2025', 'windows-server-2025', { mainstream: '2029', extended: '2034' }),
];

/** Rows of one product and one page. */
const others = (
  product: string,
  source: string,
  rows: Readonly<Record<string, Phases>>,
): readonly LifeCycleRow[] =>
  Object.entries(rows).map(([version, phases]) => ({
    ...{ product, version, ends: endsOf(phases), source },
  }));

const single = (dates: Readonly<Record<string, string>>): Readonly<Record<string, Phases>> =>
  Object.fromEntries(Object.entries(dates).map(([version, support]) => [version, { support }]));

const OTHERS: readonly (readonly LifeCycleRow[])[] = [
  others('Debian', 'https://wiki.debian.org/LTS', {
    '7': { support: '2016-04-25', 'long-term': '2018-05-31' },
    '8': { support: '2018-06-17', 'long-term': '2020-06-30' },
    '9': { support: '2020-07-18', 'long-term': '2022-07-01' },
    '10': { support: '2022-09-10', 'long-term': '2024-06-30' },
    '11': { support: '2024-08-14', 'long-term': '2026-08-31' },
    '12': { support: '2026-06-10', 'long-term': '2028-06' },
    '13': { support: '2028-08', 'long-term': '2030-06' },
  }),
  others('Ubuntu', 'https://ubuntu.com/about/release-cycle', {
    '14.04': { support: '2019-04', paid: '2024-04' },
    '16.04': { support: '2021-04', paid: '2026-04' },
    '18.04': { support: '2023-05', paid: '2028-04' },
    '20.04': { support: '2025-05', paid: '2030-04' },
    '22.04': { support: '2027', paid: '2032-04' },
    '24.04': { support: '2029' },
  }),
  others('Red Hat Enterprise Linux', 'https://access.redhat.com/support/policy/updates/errata', {
    '5': { mainstream: '2013-01-08', extended: '2017-03-31', paid: '2020-11-30' },
    '6': { mainstream: '2016-05-10', extended: '2020-11-30', paid: '2024-06-30' },
    '7': { mainstream: '2019-08-06', extended: '2024-06-30', paid: '2028-06-30' },
    '8': { mainstream: '2024-05-31', extended: '2029-05-31', paid: '2032-05-31' },
    '9': { mainstream: '2027-05-31', extended: '2032-05-31', paid: '2035-05-31' },
  }),
  others(
    'CentOS',
    'https://www.centos.org/centos-linux-eol/',
    single({ '6': '2020-11-30', '7': '2024-06-30', '8': '2021-12-31' }),
  ),
  others('Rocky Linux', 'https://wiki.rockylinux.org/rocky/version/', {
    '8': { mainstream: '2024-05-31', extended: '2029-05-31' },
    '9': { mainstream: '2027-05-31', extended: '2032-05-31' },
  }),
  others('AlmaLinux', 'https://wiki.almalinux.org/release-notes/', {
    '8': { mainstream: '2024-05', extended: '2029' },
    '9': { mainstream: '2027-05-31', extended: '2032-05-31' },
    '10': { mainstream: '2030-05-31', extended: '2035-05-31' },
  }),
  others(
    'FreeBSD',
    'https://www.freebsd.org/security/unsupported/',
    single({
      ...{ '10.0': '2015-02-28', '10.1': '2016-12-31', '10.2': '2016-12-31' },
      ...{ '10.3': '2018-04-30', '10.4': '2018-10-31', '11.0': '2017-11-30' },
      ...{ '11.1': '2018-09-30', '11.2': '2019-10-31', '11.3': '2020-09-30' },
      ...{ '11.4': '2021-09-30', '12.0': '2020-02-29', '12.1': '2021-01-31' },
      ...{ '12.2': '2022-03-31', '12.3': '2023-03-31', '12.4': '2023-12-31' },
      ...{ '13.0': '2022-08-31', '13.1': '2023-07-31', '13.2': '2024-06-30' },
      ...{ '13.3': '2024-12-31', '13.4': '2025-06-30', '13.5': '2026-04-30' },
      ...{ '14.0': '2024-09-30', '14.1': '2025-03-31', '14.2': '2025-09-30' },
      ...{ '14.3': '2026-06-30' },
    }),
  ),
];

export const LIFE_CYCLES: readonly LifeCycleRow[] = [...WINDOWS, ...OTHERS.flat()];
