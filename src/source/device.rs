//! Names of files that Windows keeps for devices.

/// The device that Windows would open instead of this file: `CON.md` is the console.
pub fn device_name(name: &str) -> Option<&str> {
    let stem = name.split('.').next()?.trim_end_matches(' ');
    let upper = stem.to_ascii_uppercase();
    let numbered = || {
        let number = upper.strip_prefix("COM").or_else(|| upper.strip_prefix("LPT"))?;
        let mut characters = number.chars();
        let one = characters.next().is_some_and(|digit| "0123456789¹²³".contains(digit));
        (one && characters.next().is_none()).then_some(())
    };
    let is_device = matches!(upper.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered().is_some();
    is_device.then_some(stem)
}
