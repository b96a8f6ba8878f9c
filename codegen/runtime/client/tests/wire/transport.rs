//! The transports: what is set, what is around them, what is kept.
