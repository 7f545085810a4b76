//! No command at all: a double click on the program, or its name alone. What to do next, and time to read it.

use super::ending::Ending;
use super::screen::Screen;

const JAPANESE: &str = "\
Shirube（しるべ）は、自治体の人材ビジョンなどの計画を、ウェブサイトにして公開する道具です。
文字を入力して動かします。次の順に進めてください。

  1. このプログラムのあるフォルダーで、黒い画面を開きます。
     Windowsでは、エクスプローラーのアドレス欄に cmd と入力し、Enterキーを押します。
  2. 黒い画面に次のように入力すると、site フォルダーにサイトができます。
         shirube init site
  3. 続けて次のように入力すると、ブラウザーで見ながら書けます。
         shirube serve --root site --open

くわしい手引きは `shirube manual`、コマンドの一覧は `shirube --help` で開きます。";

const ENGLISH: &str = "\
Shirube publishes the HR visions and plans of cities as a web site.
You work with it by typing. Take these steps:

  1. Open a terminal in the folder of this program.
     On Windows, type cmd into the address bar of Explorer and press Enter.
  2. Type this to make a site in the folder site:
         shirube init site
  3. Then type this to write with the pages before you, in the browser:
         shirube serve --root site --open

`shirube manual` opens the manual, and `shirube --help` lists all commands.";

/// Shows the next steps. A window that opened for this program closes with it, so a person is waited for; a script
/// that forgot its command is not.
pub(super) fn show(screen: &Screen) -> Ending {
    screen.say(screen.choose(JAPANESE, ENGLISH));
    screen.wait_for_enter();
    Ending::CouldNotWork
}
