/** Small files with everything in them that a camera or a scanner adds. */

export const secret = 'GPS 31.2304 N 121.4737 E';

const jpegSegment = (marker: number, content: string): Buffer => {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};

const [start, end] = [Buffer.from([0xff, 0xd8]), Buffer.from([0xff, 0xd9])];
/** Coded data with a stuffed zero and a restart marker in it. */
const scan = Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]);
const frame = [
  jpegSegment(0xe0, 'JFIF\0'),
  jpegSegment(0xe2, 'ICC_PROFILE\0the colours'),
  jpegSegment(0xdb, 'quantisation'),
  jpegSegment(0xee, 'Adobe'),
];
const scans = [
  jpegSegment(0xda, 'scan 1'),
  scan,
  jpegSegment(0xc4, 'huffman'),
  jpegSegment(0xda, 'scan 2'),
  scan,
  end,
];

export const plainJpeg = Buffer.concat([start, ...frame, ...scans]);
export const telltaleJpeg = Buffer.concat([
  start,
  ...frame.slice(0, 1),
  jpegSegment(0xe1, `Exif\0\0${secret}`),
  jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
  jpegSegment(0xe2, `MPF\0${secret}`),
  jpegSegment(0xed, `Photoshop 3.0\0${secret}`),
  jpegSegment(0xfe, secret),
  ...frame.slice(1),
  // Markers may be padded.
  Buffer.from([0xff]),
  ...scans,
  start,
  jpegSegment(0xe1, `Exif\0\0${secret}`),
  end,
]);

const pngChunk = (type: string, content: string): Buffer => {
  const body = Buffer.from(content, 'latin1');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  return Buffer.concat([head, Buffer.from(type, 'latin1'), body, Buffer.alloc(4)]);
};
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [header, gamma, data, pngEnd] = [
  pngChunk('IHDR', 'thirteen byte'),
  pngChunk('gAMA', 'gama'),
  pngChunk('IDAT', 'the picture'),
  pngChunk('IEND', ''),
];

export const plainPng = Buffer.concat([signature, header, gamma, data, pngEnd]);
export const telltalePng = Buffer.concat([
  signature,
  header,
  pngChunk('eXIf', secret),
  pngChunk('tEXt', secret),
  gamma,
  pngChunk('tIME', secret),
  pngChunk('prVt', secret),
  data,
  pngChunk('iTXt', secret),
  pngEnd,
  Buffer.from(secret),
]);

export const pdf = Buffer.from('%PDF-1.7 a scan');
