//! A document as bytes for a receipt printer of 58 or 80 mm (ESC/POS): GB 18030 text, the case number as a
//! code to scan, and a cut.

use super::layout::{Head, lay_out};
use super::medium::Medium;
use crate::domain::document::Content;
use encoding_rs::GB18030;
use escpos::driver::Driver;
use escpos::errors::Result as Written;
use escpos::printer::Printer;
use escpos::utils::{Encoder, Protocol};
use std::cell::RefCell;
use std::rc::Rc;

/// Switches a printer to Chinese characters (FS &).
const CHINESE: [u8; 2] = [0x1c, 0x26];

/// Takes what would go to the printer.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Driver for Bytes {
    fn name(&self) -> String {
        "bytes".to_owned()
    }
    fn write(&self, data: &[u8]) -> Written<()> {
        self.0.borrow_mut().extend_from_slice(data);
        Ok(())
    }
    fn read(&self, _buf: &mut [u8]) -> Written<usize> {
        Ok(0)
    }
    fn flush(&self) -> Written<()> {
        Ok(())
    }
}

/// The characters that receipt printers with a GBK font cannot print: those of four bytes in GB 18030.
#[must_use]
pub fn rare(text: &str) -> Vec<char> {
    let mut rare: Vec<char> = text
        .chars()
        .filter(|c| {
            let mut buffer = [0; 4];
            let (bytes, _, unknown) = GB18030.encode(c.encode_utf8(&mut buffer));
            unknown || bytes.len() > 2
        })
        .collect();
    rare.sort_unstable();
    rare.dedup();
    rare
}

/// The bytes of a slip; `scan` is put on it as a code to scan where it is not empty.
///
/// # Errors
/// Whatever the encoding reports.
pub fn slip(content: &Content, head: &Head<'_>, medium: Medium, scan: &str) -> Result<Vec<u8>, String> {
    let bytes = Bytes::default();
    let mut printer = Printer::new(bytes.clone(), Protocol::new(Encoder::new(GB18030)), None);
    let lines = lay_out(content, head, medium);
    let written = (|| -> Written<()> {
        printer.init()?.custom(&CHINESE)?;
        for line in &lines {
            printer.writeln(line)?;
        }
        if !scan.is_empty() {
            printer.feed()?.qrcode(scan)?;
        }
        printer.feeds(3)?.print_cut()?;
        Ok(())
    })();
    written.map_err(|error| error.to_string())?;
    Ok(bytes.0.take())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::Part;

    #[test]
    fn a_slip_begins_with_chinese_carries_gb_18030_and_ends_with_a_cut() {
        let content = Content {
            issuer: "朝阳社区".to_owned(),
            parts: vec![Part::Field("申请人".to_owned(), "张伟𠮷".to_owned())],
            ..Content::default()
        };
        let head = Head { title: "收件回执", number: "CY01-2026-R000001", ..Head::default() };
        let bytes = slip(&content, &head, Medium::Mm58, "CY01-2026-000001").unwrap();
        let holds = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
        assert!(holds(&CHINESE));
        assert!(holds(&GB18030.encode("张伟").0) && holds(&GB18030.encode("𠮷").0), "four bytes too");
        assert!(holds(b"CY01-2026-000001"), "the code to scan");
        assert!(holds(&[0x1d, b'V']), "a cut");
        assert_eq!(rare("张伟𠮷㛃"), ['㛃', '𠮷']);
    }
}
