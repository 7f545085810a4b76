//! Web addresses as HTML and other programs have them. The one place that knows how an address with Japanese in it
//! is written in ASCII.

use whatwg_url::{ParseError, Url};

/// What keeps text that begins with `http://` or `https://` from being a web address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WrongAddress {
    /// The name of its server is none.
    Host,
    /// What comes after the `:` of its server is no port.
    Port,
}

/// A web address in ASCII: the name of its server in Punycode (RFC 5891), and what else is not ASCII, or may not
/// stand in an address, percent-encoded (RFC 3986). One that is so already stays as it was written.
pub fn web_address(written: &str) -> Result<String, WrongAddress> {
    let url = Url::parse(written).map_err(|error| match error {
        ParseError::InvalidPort => WrongAddress::Port,
        _ => WrongAddress::Host,
    })?;
    if written.bytes().all(is_of_an_address) {
        return Ok(written.to_owned());
    }
    let mut address = String::with_capacity(url.as_str().len());
    for byte in url.as_str().bytes() {
        // The standard lets a few pass that browsers understand and RFC 3986 does not.
        if is_of_an_address(byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    Ok(address)
}

fn is_of_an_address(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{WrongAddress, web_address};

    #[test]
    fn addresses_become_ascii() {
        for (written, address) in [
            ("https://例え.jp/人事/", "https://xn--r8jz45g.jp/%E4%BA%BA%E4%BA%8B/"),
            ("https://例え。jp:8080/a", "https://xn--r8jz45g.jp:8080/a"),
            ("https://ＥＸＡＭＰＬＥ.jp/", "https://example.jp/"),
            (
                "https://example.jp/計画 概要.pdf?年度=令和8#第1章",
                "https://example.jp/%E8%A8%88%E7%94%BB%20%E6%A6%82%E8%A6%81.pdf?%E5%B9%B4%E5%BA%A6=%E4%BB%A4%E5%92%8C8#%E7%AC%AC1%E7%AB%A0",
            ),
            ("https://example.jp/%E4%BA%BA/事", "https://example.jp/%E4%BA%BA/%E4%BA%8B"),
            ("https://example.jp/a|b{c}^", "https://example.jp/a%7Cb%7Bc%7D%5E"),
            ("https://東京都.東京/", "https://xn--1lqs71dym3a.xn--1lqs71d/"),
        ] {
            assert_eq!(web_address(written).as_deref(), Ok(address), "{written}");
        }
    }

    #[test]
    fn what_is_ascii_already_stays_as_it_was_written() {
        for written in [
            "https://example.jp",
            "HTTPS://Example.JP/A/../B",
            "https://example.jp:443/?a=b&c#d",
            "https://xn--r8jz45g.jp/%e4%ba%ba",
            "http://[::1]/",
        ] {
            assert_eq!(web_address(written).as_deref(), Ok(written), "{written}");
        }
    }

    #[test]
    fn servers_that_cannot_be() {
        for written in [
            "https://例え .jp/",
            "https://exa%mple.jp/",
            "https://xn--a/",
            "https://[::1/",
            "https://1.2.3.4.5/",
            "https://?x",
            "https://\u{200b}/",
        ] {
            assert_eq!(web_address(written), Err(WrongAddress::Host), "{written}");
        }
        assert_eq!(web_address("https://example.jp:65536/"), Err(WrongAddress::Port));
        assert_eq!(web_address("https://example.jp:八/"), Err(WrongAddress::Port));
    }
}
