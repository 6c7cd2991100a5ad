export type Outcome = 'only js-yaml reads' | 'only we read' | 'other values'

/** Cases of the YAML test suite that we and js-yaml 3 read otherwise, and why. `lists` names those that are also tried inside a ResourceList. */
interface Difference {
  readonly outcome: Outcome
  readonly why: string
  readonly streams: string
  readonly lists: string
}

const blanksBeforeFold = 'DE56/1 DE56/3 DE56/4 DE56/5 NP9H PRH3 TL85 7A4E'
const invalidInLists =
  'DK95/1 DK95/6 H7J7 JY7Z S98Z SU5Z Y79Y/0 Y79Y/3 Y79Y/4 Y79Y/5 Y79Y/6 Y79Y/7 Y79Y/8 Y79Y/9'
const keysThatAreNoWords = '9MMW CFD4 DFF7 FRK4 KK5P LX3P M2N8/1 M5DY Q9WF RZP5 SBG9 V9D5 XW4D'
const onlyInNewerYaml = '4ABK 58MP 5T43 652Z DBG4 HM87/0 HM87/1 JR7V W5VH'

export const differences: readonly Difference[] = [
  {
    outcome: 'only js-yaml reads',
    why: 'The suite says that no reader may accept them.',
    streams: `3HFZ 4EJS 62EZ 9C9N 9JBA 9KBC 9MAG CTN5 CVW2 QB6E ${invalidInLists}`,
    lists: invalidInLists,
  },
  {
    outcome: 'only js-yaml reads',
    why: 'A key is a collection or empty, which no object of Kubernetes can have.',
    streams: `6PBE ${keysThatAreNoWords}`,
    lists: keysThatAreNoWords,
  },
  {
    outcome: 'only js-yaml reads',
    why: 'go-yaml reads indicators in flow style and names of anchors otherwise, or refuses them.',
    streams: `${onlyInNewerYaml} 8XYN Y2GN`,
    lists: onlyInNewerYaml,
  },
  {
    outcome: 'only js-yaml reads',
    why: 'A document starts behind `...` without `---`; go-yaml refuses that.',
    streams: '7Z25 M7A3',
    lists: '',
  },
  {
    outcome: 'only js-yaml reads',
    why: 'Bytes in `!!binary` that are no text have no value in JSON.',
    streams: '565N',
    lists: '565N',
  },
  {
    outcome: 'only we read',
    why: 'js-yaml 3 does not read anchors, aliases and tags at keys everywhere.',
    streams: '26DV 74H7 7BMT 7FWL 9KAX E76Z HMQ5 U3XV WZ62 ZH7C',
    lists: '26DV 74H7 7FWL E76Z HMQ5 WZ62 ZH7C',
  },
  {
    outcome: 'only we read',
    why: 'js-yaml refuses tags that it does not know; go-yaml drops them, and so do we.',
    streams: '5TYM 6CK3 6WLZ 9WXW C4HZ CC74 CUP7 P76L UGM3 Z67P Z9M4',
    lists: 'CUP7 Z67P',
  },
  {
    outcome: 'only we read',
    why: 'js-yaml 3 does not read a key in flow style that is apart from its colon.',
    streams: '4MUZ/0 4MUZ/1 4MUZ/2 5MUD 9SA2 K3WX NJ66 UT92 VJP3/1',
    lists: '4MUZ/0 4MUZ/1 4MUZ/2 VJP3/1',
  },
  {
    outcome: 'only we read',
    why: 'Wrong directives of an empty document: it is no item, and nobody looks at it.',
    streams: 'H7TQ MUS6/0 SF5V',
    lists: '',
  },
  {
    outcome: 'other values',
    why: 'js-yaml 3 keeps blanks before a fold in quotes; the suite has our values.',
    streams: `6WPF 9TFX NAT4 Q8AD T4YY ${blanksBeforeFold}`,
    lists: blanksBeforeFold,
  },
  {
    outcome: 'other values',
    why: 'YAML 1.1 has dates and numbers to the base of 60; go-yaml v3 and the suite do not.',
    streams: 'RZT7 U9NS',
    lists: '',
  },
  {
    outcome: 'other values',
    why: 'js-yaml 3 reads markers as text of a block scalar that is not indented.',
    streams: '2G84/2 2G84/3 DK3J FP8R W4TN',
    lists: '',
  },
  {
    outcome: 'other values',
    why: 'js-yaml 3 reads an alias of nothing as a list; the suite has our value.',
    streams: '6KGN',
    lists: '',
  },
  {
    outcome: 'other values',
    why: '`! 12` is a string by YAML 1.2; go-yaml v3 takes a lone `!` for no tag, and so do we.',
    streams: 'S4JQ',
    lists: 'S4JQ',
  },
  {
    outcome: 'other values',
    why: 'js-yaml 3 reads the entry behind a lone dash, farther left, as part of that dash.',
    streams: '',
    lists: 'SM9W/0',
  },
]
