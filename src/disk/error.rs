//! What keeps us from working, in words that say what to do.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Bilingual;

/// We could not work. The content may be fine; the world is not. Whatever was published stays as it is.
#[derive(Debug)]
pub enum Error {
    /// A folder that was asked for is not there.
    FolderMissing { path: PathBuf },
    /// A folder without `content/site.toml`.
    NotASite { path: PathBuf },
    /// A folder that we do not publish to, because something could be lost.
    Refused { path: PathBuf, why: Refusal },
    /// A file or folder in the output that is not ours lies where a page must go.
    Occupied { path: PathBuf },
    /// Two pages want one address, or one wants an address that is another's folder.
    Twice {
        /// The address, relative to the output.
        path: String,
    },
    /// Another Shirube is publishing to this folder.
    Locked { path: PathBuf },
    /// The disk, or what this person may use of it, is full.
    DiskFull { path: PathBuf },
    /// A new file was to be made, and there is one.
    Exists { path: PathBuf },
    /// Anything else the system refused.
    Io {
        /// What we worked on.
        path: PathBuf,
        error: io::Error,
    },
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is the root of the file system.
    FileSystemRoot,
    /// It is the home folder, or above it.
    Home,
    /// It is the site's own folder, or above it.
    Site,
    /// It is, holds or lies in a folder of sources: `content` or `themes`.
    Sources { folder: &'static str },
    /// It is not a folder.
    NotAFolder,
    /// It is, or is reached through, a link to something that is not there.
    DanglingLink,
    /// It holds something, and was not made by Shirube.
    NotOurs { holds: String },
    /// Its list of what is ours cannot be read, so nobody can say what else it holds.
    ManifestUnreadable,
    /// It is where another disk begins: such a folder cannot be exchanged for another.
    MountPoint,
    /// Another disk begins inside it.
    HoldsMountPoint { path: PathBuf },
}

impl Error {
    /// What the system said about a path; a full disk gets its own name.
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io { path, error },
        }
    }

    /// [`Error::io`] for `map_err`.
    pub(super) fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::io(path, error)
    }

    /// One line, without the help.
    pub fn words(&self) -> Bilingual {
        let path = self.shown_path();
        let (ja, en) = match self {
            Self::FolderMissing { .. } => {
                (format!("フォルダー `{path}` がありません"), format!("there is no folder `{path}`"))
            }
            Self::NotASite { .. } => (
                format!("`{path}` はサイトのフォルダーではありません（`content/site.toml` がありません）"),
                format!("`{path}` is not a site folder: it has no `content/site.toml`"),
            ),
            Self::Refused { why, .. } => {
                let why = why.words();
                (
                    format!("`{path}` を出力先にできません：{}", why.ja),
                    format!("cannot publish to `{path}`: {}", why.en),
                )
            }
            Self::Occupied { .. } => (
                format!("Shirube が作ったものではない `{path}` が、ページの置き場所をふさいでいます"),
                format!("`{path}` was not made by Shirube and lies where a page must go"),
            ),
            Self::Twice { .. } => (
                format!("二つのページが同じ場所 `{path}` に出力されようとしました"),
                format!("two pages want the address `{path}`"),
            ),
            Self::Locked { .. } => (
                format!("別の Shirube が `{path}` に出力しています"),
                format!("another Shirube is publishing to `{path}`"),
            ),
            Self::DiskFull { .. } => (
                format!("ディスクの空き容量が足りないため、`{path}` を書き込めません"),
                format!("the disk is full: could not write `{path}`"),
            ),
            Self::Exists { .. } => {
                (format!("`{path}` はすでにあります"), format!("`{path}` is already there"))
            }
            Self::Io { error, .. } => {
                let reason = reason(error);
                (
                    format!("`{path}` を読み書きできません：{}", reason.ja),
                    format!("could not read or write `{path}`: {}", reason.en),
                )
            }
        };
        Bilingual::new(ja, en)
    }

    fn shown_path(&self) -> String {
        match self {
            Self::Twice { path } => path.clone(),
            Self::FolderMissing { path }
            | Self::NotASite { path }
            | Self::Refused { path, .. }
            | Self::Occupied { path }
            | Self::Locked { path }
            | Self::DiskFull { path }
            | Self::Exists { path }
            | Self::Io { path, .. } => shown(path),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<Bilingual> {
        let (ja, en) = match self {
            Self::FolderMissing { .. } => {
                ("フォルダーの名前と場所を確かめてください", "check its name and place")
            }
            Self::NotASite { .. } => (
                "新しく作るときは `shirube init フォルダー名`、別の場所にあるときは `--root` で指定してください",
                "make one with `shirube init DIR`, or name the right one with `--root`",
            ),
            Self::Refused { why, .. } => return Some(why.help()),
            Self::Occupied { .. } => (
                "それを別の場所へ移すか、ページの名前を変えてください。何も変更していません",
                "move it away or rename the page; nothing was changed",
            ),
            Self::Twice { .. } => {
                ("どちらかのファイルの名前を変えてください", "rename the file that one of them is made from")
            }
            Self::Locked { .. } => {
                ("終わるのを待ってから、もう一度実行してください", "wait until it is done and run again")
            }
            Self::DiskFull { .. } => (
                "空き容量を増やして、もう一度実行してください。公開中のサイトは変わっていません",
                "make room and run again; what was published is unchanged",
            ),
            Self::Exists { .. } => (
                "上書きはしません。別の名前にするか、先にそのファイルを移してください",
                "it is not overwritten: choose another name, or move the file away first",
            ),
            Self::Io { error, .. } if error.kind() == io::ErrorKind::PermissionDenied => (
                "読み書きの権限を確かめ、そのフォルダーのファイルを開いているソフトを閉じてから、もう一度実行してください",
                "check that you may read and write it, close programs that have its files open, and run again",
            ),
            Self::Io { .. } => return None,
        };
        Some(Bilingual::new(ja, en))
    }
}

impl Refusal {
    fn words(&self) -> Bilingual {
        let (ja, en) = match self {
            Self::FileSystemRoot => ("ディスク全体です", "it is the whole disk"),
            Self::Home => {
                ("ホームフォルダー、またはその上のフォルダーです", "it is the home folder, or above it")
            }
            Self::Site => (
                "サイトのフォルダーそのもの、またはその上のフォルダーです",
                "it is the site's own folder, or above it",
            ),
            Self::Sources { folder } => {
                return Bilingual::new(
                    format!("元の原稿のある `{folder}` と重なっています"),
                    format!("it overlaps with the sources in `{folder}`"),
                );
            }
            Self::NotAFolder => ("フォルダーではありません", "it is not a folder"),
            Self::DanglingLink => ("リンク先がありません", "it is a link to something that is not there"),
            Self::NotOurs { holds } => {
                return Bilingual::new(
                    format!("Shirube が作ったフォルダーではなく、`{holds}` などが入っています"),
                    format!("it was not made by Shirube and holds `{holds}`"),
                );
            }
            Self::ManifestUnreadable => (
                "出力の記録 `.shirube-manifest` を読み取れません",
                "its record of what is ours, `.shirube-manifest`, cannot be read",
            ),
            Self::MountPoint => (
                "別のディスクの入口（マウントポイント）なので、丸ごと入れ替えられません",
                "it is a mount point, or on a disk that cannot rename folders, and cannot be exchanged",
            ),
            Self::HoldsMountPoint { path } => {
                let path = shown(path);
                return Bilingual::new(
                    format!("中に別のディスクの入口 `{path}` があります"),
                    format!("another disk is mounted inside it, at `{path}`"),
                );
            }
        };
        Bilingual::new(ja, en)
    }

    fn help(&self) -> Bilingual {
        let (ja, en) = match self {
            Self::NotOurs { .. } => (
                "空のフォルダーか、まだないフォルダーを `--output` で指定してください。何も変更していません",
                "name an empty or a new folder with `--output`; nothing was changed",
            ),
            Self::ManifestUnreadable => (
                "フォルダーの中身を確かめ、不要なら削除してから、もう一度実行してください",
                "look at what the folder holds, remove it if it is not needed, and run again",
            ),
            Self::MountPoint => (
                "その中に作るフォルダーを `--output` で指定してください",
                "name a folder inside it with `--output`",
            ),
            Self::HoldsMountPoint { .. } => (
                "そのディスクを取り外すか、別のフォルダーを `--output` で指定してください",
                "unmount that disk, or name another folder with `--output`",
            ),
            _ => (
                "サイトのフォルダーの中の `public` のように、出力専用のフォルダーを `--output` で指定してください",
                "name a folder of its own with `--output`, such as `public` in the site folder",
            ),
        };
        Bilingual::new(ja, en)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words().en)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}

/// What the system said, in words. What has no words of ours is shown as the system put it.
pub(super) fn reason(error: &io::Error) -> Bilingual {
    let (ja, en) = match error.kind() {
        io::ErrorKind::NotFound => ("見つかりません", "it is not there"),
        io::ErrorKind::PermissionDenied => {
            ("権限がないか、ほかのソフトが使用中です", "permission denied, or another program uses it")
        }
        io::ErrorKind::ReadOnlyFilesystem => ("書き込みのできないディスクです", "the disk is read-only"),
        io::ErrorKind::FileTooLarge => {
            ("このディスクに置ける大きさを超えています", "it is larger than this disk allows")
        }
        io::ErrorKind::NotADirectory => {
            ("途中の名前がフォルダーではありません", "a name on the way is not a folder")
        }
        io::ErrorKind::InvalidFilename => {
            ("名前が長すぎるか、使えない文字があります", "the name is too long or not allowed")
        }
        io::ErrorKind::AlreadyExists => ("すでにあります", "it is already there"),
        _ => return Bilingual::new(error.to_string(), error.to_string()),
    };
    Bilingual::new(ja, en)
}

/// A path for a person: without the `\\?\` that Windows puts before real paths.
fn shown(path: &Path) -> String {
    let path = path.display().to_string();
    path.strip_prefix(r"\\?\").map(str::to_owned).unwrap_or(path)
}
