import { describe, expect, it } from 'vitest';
import { gradeOf } from '../../../scripts/catalogue/grade.mjs';

const source = (family: string, authority: string, owner: string) => ({
  id: 1,
  where: 'somewhere',
  ...{ family, authority, owner },
});

const signed = source('publisher', 'publisher-signed', 'project');
const published = source('publisher', 'publisher', 'project');
const copied = source('mvs', 'publisher-copy', 'ann');
const scraped = source('itellyou', 'third-party', 'hal');
const scrapedAgain = source('itellyou', 'third-party', 'ida');
const page = source('web-pages', 'third-party', 'paste.example');
const templateA = source('templates', 'third-party', 'cid');
const templateB = source('templates', 'third-party', 'dot');
const templateC = source('templates', 'third-party', 'eve');
const lost = source('untraceable', 'untraceable', 'nobody');

describe('grade of a digest', () => {
  it.each([
    ['one signed list', [signed], 'publisher-signed', 1],
    ['a signed list after weaker ones', [page, copied, published, signed], 'publisher-signed', 3],
    ["the publisher's unsigned list", [published, copied], 'publisher', 2],
    ['one copy of the publisher', [copied], 'publisher-copy', 1],
    ['a copy and two scrapes of one family', [copied, scraped, scrapedAgain], 'publisher-copy', 2],
    ['two families', [scraped, page], 'corroborated', 2],
    ['one template and one page', [templateA, page], 'corroborated', 2],
    ['two templates and one page', [templateA, templateB, page], 'corroborated', 3],
    ['templates of three owners', [templateA, templateB, templateC], 'corroborated', 3],
    ['templates of two owners', [templateA, templateB], 'listed', 2],
    ['three templates of one owner', [templateA, templateA, templateA], 'listed', 1],
    ['three scrapes of one family', [scraped, scrapedAgain, scraped], 'listed', 1],
    ['one page and an untraceable value', [page, lost], 'listed', 1],
  ])('of %s', (_, sources, grade, lists) => {
    expect(gradeOf(sources)).toEqual({ grade, lists });
  });

  it('does not exist for a value that only untraceable sources state', () => {
    expect(gradeOf([lost, lost])).toBeUndefined();
  });
});
