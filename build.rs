//! Tells cargo of folders that are part of the binary: it watches the files in them, but not for new ones.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
    println!("cargo:rerun-if-changed=content/guide");
    println!("cargo:rerun-if-changed=src/cli/starter");
    println!("cargo:rerun-if-changed=src/rules/explanations");
}
