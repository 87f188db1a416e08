/**
 * What people call the languages of the catalogue: in English, in the language itself, and in the
 * short forms that stand in file names. A fixed table, so that a search finds the same in every
 * browser.
 */

/** By the first part of a BCP 47 tag. */
const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['ar', 'arabic العربية'],
  ['bg', 'bulgarian български'],
  ['cs', 'czech čeština cz'],
  ['da', 'danish dansk dk'],
  ['de', 'german deutsch ger'],
  ['el', 'greek ελληνικά gr'],
  ['en', 'english eng'],
  ['es', 'spanish español castellano'],
  ['et', 'estonian eesti'],
  ['fi', 'finnish suomi'],
  ['fr', 'french français francais'],
  ['he', 'hebrew עברית'],
  ['hr', 'croatian hrvatski'],
  ['hu', 'hungarian magyar'],
  ['it', 'italian italiano'],
  ['ja', 'japanese 日本語 jp'],
  ['ko', 'korean 한국어 kr'],
  ['lt', 'lithuanian lietuvių'],
  ['lv', 'latvian latviešu'],
  ['mul', 'multilingual'],
  ['nb', 'norwegian norsk bokmål no'],
  ['nl', 'dutch nederlands'],
  ['pl', 'polish polski'],
  ['pt', 'portuguese português'],
  ['ro', 'romanian română'],
  ['ru', 'russian русский'],
  ['sk', 'slovak slovenčina'],
  ['sl', 'slovenian slovene slovenščina'],
  ['sr', 'serbian srpski српски'],
  ['sv', 'swedish svenska se'],
  ['th', 'thai ไทย'],
  ['tr', 'turkish türkçe'],
  ['uk', 'ukrainian українська ua'],
  ['zh', 'chinese 中文'],
]);

/** Where the tag as a whole says more: which of the two countries, which of the two scripts. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['en-US', 'american united states usa'],
  ['en-GB', 'british united kingdom uk international'],
  ['es-MX', 'mexican mexico latin america'],
  ['fr-CA', 'canadian canada'],
  ['pt-BR', 'brazilian brazil brasil'],
  ['pt-PT', 'portugal'],
  ['sr-Latn-RS', 'latin serbia'],
  ['zh-CN', 'simplified china 简体'],
  ['zh-HK', 'traditional hong kong 繁體'],
  ['zh-TW', 'traditional taiwan 繁體'],
]);

/** Names with blanks between them. `tag`: BCP 47. */
export function languageNames(tag: string): string {
  const [language = ''] = tag.split('-');
  return `${tag} ${LANGUAGES.get(language) ?? ''} ${REGIONS.get(tag) ?? ''}`;
}
