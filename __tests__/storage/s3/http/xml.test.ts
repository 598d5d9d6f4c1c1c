import { childText, readXml } from '../../../../src/storage/s3/http/xml.ts'

const RESULT = '<CopyObjectResult><ETag>&quot;abc&quot;</ETag></CopyObjectResult>'

describe('an XML document', () => {
  it.each([
    ['as it is', RESULT],
    ['with a declaration', `<?xml version="1.0" encoding="UTF-8"?>\n${RESULT}`],
    ['with blanks before, as stores send while they work', `\n   \r\n<?xml version="1.0"?>${RESULT}`],
    ['with blanks behind', `${RESULT}\n \n`],
    ['with a mark of byte order', `\uFEFF${RESULT}`],
    [
      'with a namespace',
      RESULT.replace('<Copy', '<s3:Copy')
        .replace('</Copy', '</s3:Copy')
        .replace('Result>', "Result xmlns:s3='u' >"),
    ],
    [
      'with comments and an empty element',
      `<!-- a > b -->${RESULT.replace('<ETag>', '<Empty a="1" /><ETag>')}<!---->`,
    ],
    ['with CDATA', '<CopyObjectResult><ETag><![CDATA["abc"]]></ETag></CopyObjectResult>'],
    ['with numbered characters', '<CopyObjectResult><ETag>&#34;abc&#x22;</ETag></CopyObjectResult>'],
  ])('is read %s', (_, text) => {
    const document = readXml(text)
    expect(document?.name).toBe('CopyObjectResult')
    expect(childText(document!, 'ETag')).toBe('"abc"')
    expect(childText(document!, 'Empty')).toBeUndefined()
  })

  it('keeps elements of one name apart from those inside others', () => {
    const document = readXml('<a><b><Code>inner</Code></b><Code>outer &amp; &lt;more&gt; &apos;</Code></a>')
    expect(childText(document!, 'Code')).toBe("outer & <more> '")
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ['plain text', 'Bad Gateway'],
    ['text before the root', `x${RESULT}`],
    ['text behind the root', `${RESULT}x`],
    ['a second root', RESULT + RESULT],
    ['crossed tags', '<a><b></a></b>'],
    ['a closing tag alone', '</a>'],
    ['HTML with unclosed tags', '<!DOCTYPE html><html><body><br>502</body></html>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>'],
    ['an unknown entity', '<a>&e;</a>'],
    ['a bare ampersand', '<a>b & c</a>'],
    ['a character beyond Unicode', '<a>&#x110000;</a>'],
    ['an attribute without quotes', '<a b=c></a>'],
    ['CDATA outside of the root', '<![CDATA[x]]>'],
    ['elements in elements without end', '<a>'.repeat(50) + '</a>'.repeat(50)],
  ])('is not what %s is', (_, text) => {
    expect(readXml(text)).toBeUndefined()
  })

  it('is none when it is cut off anywhere', () => {
    const whole = `<?xml version="1.0"?>${RESULT}`
    for (let at = 0; at < whole.length; at++)
      expect([at, readXml(whole.slice(0, at))]).toEqual([at, undefined])
    expect(readXml(whole)).toEqual(readXml(RESULT))
    expect(readXml(RESULT)).not.toBeUndefined()
  })

  it('is read in time that grows with its length', () => {
    const started = process.cpuUsage()
    expect(readXml(`<a>${'<b c="'.repeat(100_000)}`)).toBeUndefined()
    expect(readXml(`<a ${' '.repeat(100_000)}`)).toBeUndefined()
    expect(readXml(`<a>${'<!--'.repeat(100_000)}`)).toBeUndefined()
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000)
  })
})
