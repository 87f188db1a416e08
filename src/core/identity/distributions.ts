/**
 * Systems other than Windows: what they are called, by whom they are made, and how their projects
 * label their images. Labels are habits, not rules: what is read from one is a hint.
 */

export interface Distribution {
  readonly vendor: string;
  readonly product: string;
  /** How their own files begin to name it. */
  readonly name: RegExp;
  /** Labels, with the groups `version`, `edition` and `architecture` as far as they say it. */
  readonly labels: readonly RegExp[];
}

const system = (
  vendor: string,
  product: string,
  name: RegExp,
  ...labels: readonly RegExp[]
): Distribution => ({ vendor, product, name, labels });

/** `Kubuntu 22.04.3 LTS amd64` and its like. */
const ubuntu = (product: string, name: RegExp): Distribution =>
  system(
    'Canonical',
    product,
    name,
    new RegExp(
      `${name.source}(?:-Server)? (?<version>\\d+\\.\\d+(?:\\.\\d+)?)(?: LTS)?(?: (?<architecture>\\w+))?`,
      'i',
    ),
  );

/** `Rocky-9-2-x86_64-dvd` and its like; hyphens stand for dots too. */
const redHatLike = (vendor: string, product: string, name: RegExp, label: string): Distribution =>
  system(
    vendor,
    product,
    name,
    new RegExp(
      `^${label}[- ](?<version>\\d+(?:[.-]\\d+)*)(?:-BaseOS)?(?:[ .-](?:Server|Workstation|Client)?[ .-]?(?<architecture>x86_64|aarch64|i386|ppc64le|s390x))?(?:-(?<edition>dvd|minimal|boot))?`,
      'i',
    ),
  );

/** What stands first is tried first: flavours before the system that they are made of. */
export const DISTRIBUTIONS: readonly Distribution[] = [
  ubuntu('Ubuntu MATE', /^Ubuntu[- ]MATE/i),
  ubuntu('Ubuntu Studio', /^Ubuntu[- ]?Studio/i),
  ubuntu('Ubuntu Budgie', /^Ubuntu[- ]Budgie/i),
  ubuntu('Ubuntu Cinnamon', /^Ubuntu[- ]?Cinnamon/i),
  ubuntu('Ubuntu Unity', /^Ubuntu[- ]Unity/i),
  ubuntu('Ubuntu Kylin', /^Ubuntu[- ]?Kylin/i),
  ubuntu('Kubuntu', /^Kubuntu/i),
  ubuntu('Xubuntu', /^Xubuntu/i),
  ubuntu('Lubuntu', /^Lubuntu/i),
  ubuntu('Edubuntu', /^Edubuntu/i),
  ubuntu('Ubuntu', /^Ubuntu/i),
  system(
    'Debian',
    'Debian',
    /^(?:Official )?Debian/i,
    /^Debian (?<version>\d+(?:\.\d+)*) (?<architecture>\S+) (?:\w+)$/,
    /^d-live (?<version>\d+(?:\.\d+)*) \w+ (?<architecture>\S+)$/i,
  ),
  system('Devuan', 'Devuan', /^Devuan/i, /^Devuan[ _](?:GNU\/Linux )?(?<version>\d[\d.]*)/i),
  system(
    'Linux Mint',
    'LMDE',
    /^LMDE/i,
    /^LMDE (?<version>\d+)(?: (?<edition>\w+))?(?: (?<architecture>\d\d-bit))?/,
  ),
  system(
    'Linux Mint',
    'Linux Mint',
    /^Linux Mint/i,
    /^Linux Mint (?<version>\d+(?:\.\d+)?) (?<edition>\w+) (?<architecture>\d\d-bit)$/i,
  ),
  system(
    'OffSec',
    'Kali Linux',
    /^Kali/i,
    /^Kali (?:Linux|Live)(?: (?<architecture>amd64|i386|arm64))?/i,
  ),
  system('Tails', 'Tails', /^Tails/i, /^TAILS (?<version>\d[\d.]*)/i),
  system(
    'System76',
    'Pop!_OS',
    /^Pop[!_]/i,
    /^Pop_OS (?<version>\d\d\.\d\d)(?: (?<architecture>\w+))?/i,
  ),
  system('elementary', 'elementary OS', /^elementary/i, /^elementary OS (?<version>\d[\d.]*)/i),
  system('Parrot', 'Parrot OS', /^Parrot/i),
  system('Proxmox', 'Proxmox VE', /^(?:Proxmox VE|pve$)/i, /^PVE$/),
  system(
    'Fedora Project',
    'Fedora',
    /^Fedora/i,
    /^Fedora-(?<edition>WS|S|E|KDE|XFCE|LXDE|LXQt|MATE|CINN|SB|KIN|\w+)-(?:Live|dvd|ostree)(?:-(?<architecture>x86_64|aarch64|ppc64le|s390x|i386))?-(?<version>\d\d)/i,
    /^Fedora[- ](?<version>\d{1,2})[- ](?<architecture>x86_64|i[36]86|aarch64)/i,
  ),
  redHatLike('Red Hat', 'Red Hat Enterprise Linux', /^(?:Red Hat Enterprise Linux|RHEL)/i, 'RHEL'),
  system(
    'CentOS',
    'CentOS Stream',
    /^CentOS Stream/i,
    /^CentOS-Stream-(?<version>\d+)(?:-BaseOS)?(?:-(?<architecture>\w+?))?(?:-dvd)?$/i,
  ),
  redHatLike('CentOS', 'CentOS', /^CentOS/i, 'CentOS'),
  redHatLike('RESF', 'Rocky Linux', /^Rocky/i, 'Rocky'),
  redHatLike('AlmaLinux', 'AlmaLinux', /^AlmaLinux/i, 'AlmaLinux'),
  redHatLike('Oracle', 'Oracle Linux', /^(?:Oracle Linux|OL$)/i, 'OL'),
  redHatLike('Scientific Linux', 'Scientific Linux', /^Scientific/i, 'SL'),
  system(
    'openSUSE',
    'openSUSE',
    /^openSUSE/i,
    /^openSUSE-(?:Leap-(?<version>\d+\.\d+)|(?<edition>Tumbleweed))-[A-Z]+-(?<architecture>x86_64|aarch64|i586|ppc64le|s390x)/i,
  ),
  system(
    'SUSE',
    'SUSE Linux Enterprise',
    /^(?:SUSE Linux Enterprise|SLE[SD]?\b)/i,
    /^SLES?-(?<version>\d+)(?:-SP\d)?/i,
  ),
  system('Arch Linux', 'Arch Linux', /^Arch Linux/i, /^ARCH_(?<version>\d{6})$/),
  system('EndeavourOS', 'EndeavourOS', /^EndeavourOS/i, /^EOS_(?<version>\d{6})$/),
  system('Manjaro', 'Manjaro', /^Manjaro/i, /^MANJARO_(?<edition>[A-Z]+)_/i),
  system(
    'Gentoo',
    'Gentoo',
    /^Gentoo/i,
    /^Gentoo[- ](?:Linux - )?(?<architecture>amd64|x86|arm64)/i,
  ),
  system(
    'Alpine Linux',
    'Alpine Linux',
    /^Alpine/i,
    /^alpine-(?<edition>\w+) (?<version>\d+\.\d+(?:\.\d+)?) (?<architecture>\w+)$/i,
  ),
  system(
    'NixOS',
    'NixOS',
    /^NixOS/i,
    /^nixos-(?:(?<edition>minimal|graphical|gnome|plasma\d?)-)?(?<version>\d\d\.\d\d)(?:-(?<architecture>x86_64|aarch64))?/i,
  ),
  system(
    'Qubes OS',
    'Qubes OS',
    /^Qubes/i,
    /^QUBES-R(?<version>\d+(?:-\d+)*)-(?<architecture>X86-64)$/i,
  ),
  system('SystemRescue', 'SystemRescue', /^SystemRescue/i, /^RESCUE\d{3,4}$/),
  system('Clonezilla', 'Clonezilla', /^clonezilla/i),
  system('GParted', 'GParted Live', /^GParted/i, /^GParted-live/i),
  system('VyOS', 'VyOS', /^VyOS/i, /^VyOS$/i),
  system('VMware', 'ESXi', /^(?:VMware )?ESXi/i, /^ESXI-(?<version>\d+\.\d+)/i),
  system(
    'FreeBSD',
    'FreeBSD',
    /^FreeBSD/i,
    /^(?<version>\d+_\d+)_(?:RELEASE|BETA\d|RC\d)_(?<architecture>AMD64|I386|ARM64|AARCH64|POWERPC\w*)_(?<edition>CD|DVD|BO|MINI)/,
  ),
  system('OpenBSD', 'OpenBSD', /^OpenBSD/i, /^OpenBSD\/(?<architecture>\w+) +(?<version>\d\.\d)/i),
  system('NetBSD', 'NetBSD', /^NetBSD/i, /^NETBSD[-_ /]?(?:\w+ )?(?<version>\d+[._]\d+)?/i),
  system('DragonFly BSD', 'DragonFly BSD', /^DragonFly/i, /^DragonFly/i),
  system('Netgate', 'pfSense', /^pfSense/i, /^PFSENSE/i),
  system('iXsystems', 'TrueNAS', /^TrueNAS/i, /^TRUENAS/i),
  system('memtest', 'Memtest86+', /^memtest86\+/i, /^MT86PLUS/i),
];

/** Publishers and applications that are as good as a name. */
export const PUBLISHERS: readonly (readonly [RegExp, string])[] = [
  [/^ARCH LINUX/i, 'Arch Linux'],
  [/FREEBSD PROJECT/i, 'FreeBSD'],
  [/OPENBSD PROJECT/i, 'OpenBSD'],
  [/NETBSD/i, 'NetBSD'],
  [/^PROXMOX/i, 'Proxmox VE'],
  [/^GENTOO/i, 'Gentoo'],
  [/^SYSTEMRESCUE/i, 'SystemRescue'],
];

/** By the name that one of its own files gives. */
export const findDistribution = (text: string): Distribution | undefined =>
  DISTRIBUTIONS.find(({ name }) => name.test(text));

export const findByProduct = (product: string): Distribution | undefined =>
  DISTRIBUTIONS.find((one) => one.product === product);
