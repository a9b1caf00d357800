//! One run in a child process of the same program.
//!
//! The parent writes the [`Job`] as a line of JSON to the child's standard input and keeps that open; the child writes
//! [`Event`]s, a line each, to its standard output. When its input ends, because the parent closes it or is gone, the child
//! ends its search with what it has. A child that says nothing final has crashed: what it told before stays in the record.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::measure::measure;
use super::{Ended, Event, Job, Record, Subject};

/// The program's own command that does one run.
pub const COMMAND: &str = "bench-run";

/// How often the parent looks up.
const TICK: Duration = Duration::from_millis(100);
/// Beyond its limit and this, a run is ended; twice the limit for long ones.
const GRACE: Duration = Duration::from_secs(60);
/// Most characters kept of what a run complains of.
const COMPLAINT: usize = 400;

/// Runs `job` in a child process of `program`. `watch` sees the record as it grows and says whether to go on; after the
/// first no the run is asked to end with what it has.
///
/// # Errors
///
/// The child could not be started.
pub fn run(program: &Path, subject: &Subject, job: &Job, watch: &mut dyn FnMut(&Record) -> bool) -> io::Result<Record> {
    let mut child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take();
    if let Some(input) = &mut input {
        let mut line = serde_json::to_vec(job).map_err(io::Error::other)?;
        line.push(b'\n');
        // A child that is already gone is found out below.
        let _ = input.write_all(&line).and_then(|()| input.flush());
    }
    let events = events(&mut child);
    let complaints = complaints(&mut child);
    let mut record = Record::new(subject, job);
    let limit = Duration::from_millis(job.limit_ms);
    let (started, patience) = (Instant::now(), limit + limit.max(GRACE));
    let (mut finished, mut overran) = (false, false);
    loop {
        match events.recv_timeout(TICK) {
            Ok(event) => {
                finished |= matches!(event, Event::Done(_));
                record.note(event);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if !watch(&record) {
            input = None;
        }
        if started.elapsed() > patience {
            overran = true;
            child.kill()?;
            break;
        }
    }
    drop(input);
    let status = child.wait()?;
    if !finished {
        record.done.ended = if overran { Ended::Overran } else { Ended::Crashed };
        record.done.ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        let complaint = complaints.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        record.done.remark = format!("{status} {complaint}").trim().to_owned();
    }
    Ok(record)
}

/// What the child tells, until its output ends.
fn events(child: &mut Child) -> Receiver<Event> {
    let (sender, receiver) = mpsc::channel();
    if let Some(output) = child.stdout.take() {
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                // A line that is no event (a library's chatter) is nobody's loss.
                if let Ok(event) = serde_json::from_str(&line)
                    && sender.send(event).is_err()
                {
                    return;
                }
            }
        });
    }
    receiver
}

/// What the child complained of, in one line.
fn complaints(child: &mut Child) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    if let Some(mut errors) = child.stderr.take() {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let mut buffer = [0; 4096];
            while let Ok(count) = errors.read(&mut buffer) {
                if count == 0 {
                    break;
                }
                // The rest is read so that the child is not held up, and forgotten.
                let room = (4 * COMPLAINT).saturating_sub(bytes.len());
                bytes.extend_from_slice(&buffer[..count.min(room)]);
            }
            let text = String::from_utf8_lossy(&bytes);
            let words: Vec<&str> = text.split_whitespace().collect();
            let _ = sender.send(words.join(" ").chars().take(COMPLAINT).collect());
        });
    }
    receiver
}

/// The child's side: reads the job from standard input, writes events to standard output.
///
/// # Errors
///
/// No job could be read.
pub fn child() -> io::Result<()> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    let job: Job = serde_json::from_str(&line).map_err(io::Error::other)?;
    static STOP: AtomicBool = AtomicBool::new(false);
    std::thread::spawn(|| {
        // Until the end of the input; nothing more is said there.
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        STOP.store(true, Ordering::SeqCst);
    });
    // Ctrl-C reaches every process of the terminal; the parent decides what it means.
    let _ = ctrlc::set_handler(|| ());
    let mut tell = |event: Event| {
        if let Ok(mut line) = serde_json::to_string(&event) {
            line.push('\n');
            let mut output = io::stdout().lock();
            let _ = output.write_all(line.as_bytes()).and_then(|()| output.flush());
        }
    };
    measure(&job, &|| STOP.load(Ordering::SeqCst), &mut tell);
    Ok(())
}
