// What staff pages get besides: keys in lists and in the review, ready texts, the open tab in sight, folds as they were left, and how far a file has come.
import "./work/keyboard.js";
import "./work/review.js";
import "./work/ready.js";
import "./work/tabs.js";
import "./work/folds.js";
import "./work/fetching.js";
