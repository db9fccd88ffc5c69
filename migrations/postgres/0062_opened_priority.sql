-- Under which priority first answer and solution were promised: a missed promise raises the priority, and trying other promises must not be misled by that.
ALTER TABLE ticket ADD COLUMN opened_priority TEXT;
