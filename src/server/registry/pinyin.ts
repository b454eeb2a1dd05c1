// The spoken form of Chinese text: full pinyin without tones, and the first letters.
import { customPinyin, pinyin } from 'pinyin-pro'

/** Readings of place names that the dictionary does not know (现代汉语词典 and the places' own usage). */
const placeReadings = {
  乐清: 'yuè qīng',
  乐亭: 'lào tíng',
  会稽: 'kuài jī',
  单县: 'shàn xiàn',
  喀什: 'kā shí',
  大埔: 'dà bù',
  曾都: 'zēng dū',
  枞阳: 'zōng yáng',
  歙县: 'shè xiàn',
  洪洞: 'hóng tóng',
  浒墅关: 'xǔ shù guān',
  浚县: 'xùn xiàn',
  涡阳: 'guō yáng',
  繁峙: 'fán shì',
  荥经: 'yíng jīng',
  郫都: 'pí dū',
  都匀: 'dū yún',
  铅山: 'yán shān',
  黄陂: 'huáng pí',
  六合: 'lù hé',
}
customPinyin(placeReadings)

export interface Spoken {
  /** `dongyangshi`; letters and digits of the text stay. */
  readonly full: string
  /** `dys` */
  readonly initials: string
}

/** ü is written v, as people type it. */
export function speak(text: string): Spoken {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'spaced' })
  return {
    full: syllables.join(''),
    initials: syllables.map((syllable) => syllable.slice(0, 1)).join(''),
  }
}
