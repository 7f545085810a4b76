//! The reader's browser, and addresses for it.

use std::process::{Command, Stdio};

use super::screen::Screen;

/// Opens an address in the reader's browser. Where there is none, the person is asked to open it: the address has
/// been printed before.
pub(super) fn open(address: &str, screen: &Screen) {
    let mut command = opener();
    let opened =
        command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match opened {
        // Waited for elsewhere, so that nothing of it is left.
        Ok(mut child) => drop(std::thread::spawn(move || child.wait())),
        Err(_) => screen.say(screen.choose(
            "ブラウザーを開けませんでした。上のアドレスを開いてください",
            "could not open a browser; please open the address above",
        )),
    }
}

fn opener() -> Command {
    if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        return command;
    }
    Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
}

/// The `file:` address of a real path of any system. Windows begins its real paths with a mark, `\\?\`.
pub(super) fn file_address(path: &str) -> String {
    let address = match path.strip_prefix(r"\\?\") {
        None => format!("//{path}"),
        Some(path) => match path.strip_prefix(r"UNC\") {
            Some(share) => format!("//{share}").replace('\\', "/"),
            None => format!("///{path}").replace('\\', "/"),
        },
    };
    let keep = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let encoded = |byte| if keep(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    format!("file:{}", address.bytes().map(encoded).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::file_address;

    #[test]
    fn addresses_are_those_of_every_system() {
        for (path, address) in [
            ("/home/site/.vscode", "file:///home/site/.vscode"),
            ("/人材 1%", "file:///%E4%BA%BA%E6%9D%90%201%25"),
            (r"\\?\C:\人 材\schemas", "file:///C:/%E4%BA%BA%20%E6%9D%90/schemas"),
            (r"\\?\UNC\server\share\site", "file://server/share/site"),
        ] {
            assert_eq!(file_address(path), address);
        }
    }
}
